"""Every optimizer, every refinement and every learning rate schedule, as Keras takes its steps.

Run from anywhere (Python 3.11, a minute; only needed when a case is added):

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 torch==2.13.0 scikit-learn==1.9.1
    KERAS_BACKEND=jax python vocabulary_optimizers.py           # writes vocabulary_optimizers.json
    KERAS_BACKEND=tensorflow python vocabulary_optimizers.py    # compares it

Optimizers: twenty steps on the same weights with the same gradients; "said" holds only what differs from Keras's
defaults, so the defaults are compared too. The weights are written down after some of the steps, and once more after
`finalize_variable_values`, as `fit` calls it at its end. Schedules: the rate before step 0, 1, ….

OneCycleLR is PyTorch's; Keras has none.
"""

import json
import pathlib
import sys
import warnings

import goldens
import keras
import numpy as np
import torch
from goldens import BACKEND, Draw, compare, plain, to_json
from keras import ops
from keras.optimizers import schedules

FILE = pathlib.Path(goldens.FOLDER) / "vocabulary_optimizers.json"

WEIGHTS = {"dense/kernel": (4, 3), "dense/bias": (3,), "embedding/embeddings": (2, 3), "conv1d/kernel": (2, 2, 3)}
# some large, some small and one zero, so that epsilon, clipping and lasting averages all show
SCALES = [1, 1, .01, 3, 0, 1, .1, 1, 1e-6, 1, 2, .5, 1, 1, .3, 1, 1, 4, 1, 1]
WRITTEN = [1, 2, 3, 6, 8, 12, 20]

OPTIMIZERS = [
    ("SGD", {}), ("SGD", dict(learning_rate=.1, momentum=.9, nesterov=True)),
    ("RMSprop", {}), ("RMSprop", dict(learning_rate=.01, rho=.8, momentum=.5, epsilon=1e-3, centered=True)),
    ("Adam", {}), ("Adam", dict(beta_1=.8, beta_2=.9, epsilon=1e-3, amsgrad=True)),
    ("AdamW", {}), ("AdamW", dict(learning_rate=.01, weight_decay=.1)),
    ("Adagrad", {}), ("Adagrad", dict(learning_rate=.1, initial_accumulator_value=.5, epsilon=1e-3)),
    ("Adadelta", {}), ("Adadelta", dict(learning_rate=1., rho=.8, epsilon=1e-3)),
    ("Adamax", {}), ("Adamax", dict(learning_rate=.1, beta_1=.8, beta_2=.9, epsilon=1e-3)),
    ("Nadam", {}), ("Nadam", dict(learning_rate=.1, beta_1=.8, beta_2=.9, epsilon=1e-3)),
    ("Lion", {}), ("Lion", dict(learning_rate=.01, beta_1=.8, beta_2=.9)),
    ("Lamb", {}), ("Lamb", dict(learning_rate=.1, beta_1=.8, beta_2=.9, epsilon=1e-3)),
    ("Ftrl", {}), ("Ftrl", dict(learning_rate=.1, learning_rate_power=-.7, initial_accumulator_value=.2,
                                l1_regularization_strength=.05, l2_regularization_strength=.1,
                                l2_shrinkage_regularization_strength=.02, beta=.1)),
    ("Adafactor", {}), ("Adafactor", dict(learning_rate=.5, beta_2_decay=-.5, epsilon_1=1e-4, epsilon_2=.01,
                                          clip_threshold=.5)),
    ("Muon", {}), ("Muon", dict(learning_rate=.1, momentum=.8, nesterov=False, ns_steps=3, muon_a=3., muon_b=-4.,
                                muon_c=1.8, adam_lr_ratio=.5, adam_beta_1=.8, adam_beta_2=.9, epsilon=1e-3,
                                adam_weight_decay=.2, weight_decay=.1, rms_rate=.3, exclude_embeddings=False)),
    ("Muon", dict(learning_rate=.01, rms_rate=None, exclude_layers=["dense"], exclude_embeddings=False)),
    ("ScheduleFreeAdamW", {}), ("ScheduleFreeAdamW", dict(learning_rate=.01, beta_1=.8, beta_2=.9, epsilon=1e-3,
                                                          warmup_steps=5, weight_decay=.1)),
]
REFINED = [
    ("Lamb", dict(clipnorm=1.0)), ("Adafactor", dict(clipvalue=.3, weight_decay=.1)),
    ("Muon", dict(global_clipnorm=1.0)), ("Nadam", dict(weight_decay=.1, clipnorm=1.0)),
    ("Lion", dict(weight_decay=.1, exclude=["bias", "embeddings"])),
    ("AdamW", dict(weight_decay=.5, exclude=["bias"])), ("Muon", dict(weight_decay=.5, exclude=["kernel"])),
    ("SGD", dict(learning_rate=.1, use_ema=True, ema_momentum=.8)),
    ("Adam", dict(learning_rate=.1, use_ema=True)),
    ("Lamb", dict(learning_rate=.1, use_ema=True, ema_momentum=.7, ema_overwrite_frequency=3)),
    ("SGD", dict(learning_rate=.1, momentum=.9, gradient_accumulation_steps=3)),
    ("Nadam", dict(gradient_accumulation_steps=2, clipnorm=1.0, weight_decay=.1)),
    ("Adam", dict(gradient_accumulation_steps=4, global_clipnorm=1.0)),
    ("Adafactor", dict(gradient_accumulation_steps=3, clipvalue=.2)),
    ("Muon", dict(gradient_accumulation_steps=2, use_ema=True, ema_momentum=.9)),
    ("Adagrad", dict(learning_rate=.1, gradient_accumulation_steps=3, use_ema=True, ema_momentum=.7,
                     ema_overwrite_frequency=2)),
    ("Adam", dict(schedule=("ExponentialDecay", dict(initial_learning_rate=.1, decay_steps=4, decay_rate=.5)),
                  weight_decay=.1)),
    ("Ftrl", dict(schedule=("CosineDecay", dict(initial_learning_rate=.01, decay_steps=12, alpha=.1, warmup_target=.2,
                                                warmup_steps=5)), gradient_accumulation_steps=2)),
    ("Adafactor", dict(schedule=("PolynomialDecay", dict(initial_learning_rate=.5, decay_steps=10)))),
]

STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 14, 15, 19, 20, 21, 29, 30, 31, 49, 50, 69, 70, 71, 99, 100, 101, 149,
         150, 151, 500, 1000, 12345, 1000000]
SCHEDULES = [
    ("ExponentialDecay", dict(initial_learning_rate=.1, decay_steps=10, decay_rate=.9)),
    ("ExponentialDecay", dict(initial_learning_rate=.1, decay_steps=7, decay_rate=.5, staircase=True)),
    ("InverseTimeDecay", dict(initial_learning_rate=.1, decay_steps=10, decay_rate=.5)),
    ("InverseTimeDecay", dict(initial_learning_rate=.1, decay_steps=7, decay_rate=.5, staircase=True)),
    ("PiecewiseConstantDecay", dict(boundaries=[10, 50, 100], values=[1.0, .5, .1, .05])),
    ("PiecewiseConstantDecay", dict(boundaries=[3], values=[.01, .001])),
    ("PolynomialDecay", dict(initial_learning_rate=.1, decay_steps=50)),
    ("PolynomialDecay", dict(initial_learning_rate=.1, decay_steps=70, end_learning_rate=.01, power=.5)),
    ("PolynomialDecay", dict(initial_learning_rate=.1, decay_steps=10, end_learning_rate=.01, power=2.0, cycle=True)),
    ("CosineDecay", dict(initial_learning_rate=.1, decay_steps=100)),
    ("CosineDecay", dict(initial_learning_rate=.1, decay_steps=50, alpha=.2)),
    ("CosineDecay", dict(initial_learning_rate=.0, decay_steps=100, alpha=.1, warmup_target=.3, warmup_steps=20)),
    ("CosineDecayRestarts", dict(initial_learning_rate=.1, first_decay_steps=10)),
    ("CosineDecayRestarts", dict(initial_learning_rate=.1, first_decay_steps=10, t_mul=1.0, m_mul=.9, alpha=.1)),
    ("CosineDecayRestarts", dict(initial_learning_rate=.1, first_decay_steps=10, t_mul=1.5, m_mul=.8, alpha=.01)),
    ("OneCycleLR", dict(max_lr=.1, total_steps=100)),
    ("OneCycleLR", dict(max_lr=.1, total_steps=70, pct_start=.4, anneal_strategy="linear", div_factor=10.,
                        final_div_factor=100.)),
    ("OneCycleLR", dict(max_lr=.1, total_steps=101, pct_start=.3, three_phase=True)),
]


def variables_of(draw):
    made = []
    for name, shape in WEIGHTS.items():
        layer, weight = name.split("/")
        with keras.name_scope(layer):
            made.append(keras.Variable(draw.normal(shape, .5), name=weight))
    assert [v.path for v in made] == list(WEIGHTS), [v.path for v in made]
    return made


def optimizer_case(kind, said, gradients):
    config = dict(said)
    excluded = config.pop("exclude", None)
    if "schedule" in config:
        word, of = config.pop("schedule")
        config["learning_rate"] = getattr(schedules, word)(**of)
    optimizer = getattr(keras.optimizers, kind)(**config)
    if excluded:
        optimizer.exclude_from_weight_decay(var_names=excluded)
    variables = variables_of(Draw("vocabulary_optimizers/weights"))
    optimizer.build(variables)
    after = []
    for number, step in enumerate(gradients, 1):
        optimizer.apply([ops.convert_to_tensor(g) for g in step], variables)
        if number in WRITTEN:
            after.append(plain([v.value for v in variables]))
    optimizer.finalize_variable_values(variables)
    final = plain([v.value for v in variables])
    name = "/".join([kind, *(f"{k}={v}" for k, v in said.items())])
    if "schedule" in said:
        word, of = said["schedule"]
        said = said | {"schedule": {"class_name": word, "said": of}}
    return {"name": name, "class_name": kind, "said": said, "after": [[a.ravel() for a in step] for step in after],
            "final": [a.ravel() for a in final]}


def schedule_case(kind, said):
    name = "/".join([kind, *(f"{k}={v}" for k, v in said.items())])
    if kind == "OneCycleLR":
        warnings.simplefilter("ignore")
        sgd = torch.optim.SGD([torch.zeros(1)], lr=1.0)
        cycle = torch.optim.lr_scheduler.OneCycleLR(sgd, cycle_momentum=False, **said)
        all_rates = [cycle.get_last_lr()[0]]
        for _ in range(said["total_steps"] - 1):
            cycle.step()
            all_rates.append(cycle.get_last_lr()[0])
        steps = [s for s in STEPS if s < said["total_steps"]]
        rates = [all_rates[s] for s in steps]
    else:
        schedule = getattr(schedules, kind)(**said)
        steps, rates = STEPS, [float(schedule(ops.convert_to_tensor(s, "int32"))) for s in STEPS]
    return {"name": name, "class_name": kind, "said": said, "steps": steps, "rates": [np.float32(r) for r in rates]}


def main():
    draw = Draw("vocabulary_optimizers/gradients")
    gradients = [[draw.normal(s) * np.float32(scale) for s in WEIGHTS.values()] for scale in SCALES]
    content = {
        "initial": [{"name": n, "value": v} for n, v in zip(WEIGHTS, plain([v.value for v in variables_of(
            Draw("vocabulary_optimizers/weights"))]))],
        "gradients": [[g.ravel() for g in step] for step in gradients],
        "written": WRITTEN,
        "optimizers": [optimizer_case(kind, said, gradients) for kind, said in OPTIMIZERS + REFINED],
        "schedules": [schedule_case(kind, said) for kind, said in SCHEDULES],
    }
    text = to_json({"meta": {"by": "vocabulary_optimizers.py", "keras": keras.__version__, "backend": BACKEND,
                             "torch": torch.__version__}, **content}) + "\n"
    if BACKEND == "jax":
        FILE.write_text(text, encoding="utf-8")
        print(f"{FILE.name}: {len(text) // 1024} KB, {len(content['optimizers'])} optimizers, "
              f"{len(content['schedules'])} schedules")
        return
    ours, theirs = json.loads(text), json.loads(FILE.read_text(encoding="utf-8"))
    del ours["meta"], theirs["meta"]
    differences = []
    compare(ours, theirs, "", differences)
    differences.sort(key=lambda d: -d[0])
    print(f"largest difference {differences[0][0]:.2g}")
    for d, path in differences:
        if d > 1e-5:
            print(f"   {d:.2g}  {path}")


if __name__ == "__main__":
    sys.exit(main())
