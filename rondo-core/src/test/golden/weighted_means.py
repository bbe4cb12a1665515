"""Means of losses that leave out some rows, as metrics, for WeightedMeansGoldenTest.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python weighted_means.py    # writes weighted_means.json
    KERAS_BACKEND=jax python weighted_means.py           # compares it, and prints where the two differ most

Keras counts rows of an ignored class as 0 where there are no weights, and leaves them out where there are any, or a mask.
"""

import json

from goldens import BACKEND, FOLDER, Draw, compare, keras, ops, plain, to_json

NAME = "weighted_means.json"


def case(name, shape, weighted=False, logits=False, **config):
    draw = Draw(name)
    metric = keras.metrics.SparseCategoricalCrossentropy(from_logits=logits, **config)
    batches, results = [], []
    for rows in (4, 3):
        y = draw.ints((rows, *shape), 4)
        p = draw.normal((rows, *shape, 4)) if logits else draw.probabilities((rows, *shape, 4))
        w = draw.uniform((rows, *shape), 0, 2) if weighted else None
        metric.update_state(ops.convert_to_tensor(y), ops.convert_to_tensor(p),
                            sample_weight=None if w is None else ops.convert_to_tensor(w))
        batches.append({"y_true": y, "y_pred": p} | ({} if w is None else {"sample_weight": w}))
        results.append(float(metric.result()))
    return plain({"name": name, "from_logits": logits, **config, "batches": batches, "results": results})


def main():
    cases = [case("all count", ()), case("all count/weights", (), weighted=True),
             case("one ignored", (), ignore_class=1), case("one ignored/weights", (), weighted=True, ignore_class=1),
             case("one ignored/logits/weights", (), weighted=True, logits=True, ignore_class=3),
             case("padding ignored/steps", (5,), ignore_class=0)]
    text = to_json({"meta": {"by": "weighted_means.py", "keras": keras.__version__, "backend": BACKEND}, "cases": cases})
    file = FOLDER / NAME
    if BACKEND == "tensorflow":
        file.write_text(text + "\n", encoding="utf-8")
        print(f"{NAME}: {len(text) // 1024} KB, {len(cases)} cases")
        return
    differences = []
    compare(json.loads(text)["cases"], json.loads(file.read_text(encoding="utf-8"))["cases"], "", differences)
    for off, path in sorted(differences, key=lambda d: -d[0])[:20]:
        print(f"   {off:.2g}  {path}")


if __name__ == "__main__":
    main()
