"""Axes of Keras's losses and metrics, metrics of several numbers, and whole trainings with `weighted_metrics`.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_measures.py   # writes vocabulary_measures_runs.json, compares the other
    KERAS_BACKEND=jax python vocabulary_measures.py          # writes vocabulary_measures.json, compares the other

The name of a file behind the command limits it to that. A comparison prints where the two differ most. (On JAX the training
metrics, and only those, lose the mask: the runs of the tagger differ there. On TensorFlow the gradient of
categorical/*/logits/smoothing takes targets to sum to 1, which they do not where the last axis is not that of the classes:
it is off by some percent, and JAX's is the slope of the loss.)

The style is that of goldens.py, vocabulary_losses.py and vocabulary_metrics.py, which have the last axis and single numbers.

Only JAX takes another axis for class numbers, and only where there are as many places as classes; TensorFlow refuses it, so
it compares nothing there, nor where it fails: the softmax of its crossentropy takes no axis -2. An IoU with another axis
counts as it should, but Keras then sums its one axis of results along the same number and fails; here it is told -1 before
it is asked. A metric of several numbers has a list for each batch, and an entry for each of them in a history, named as Rondo
names it.
"""

import json
import sys

from goldens import (BACKEND, FOLDER, Draw, dense, gradients, keras, model_of, named_weights, np, ops, plain, randomise, spec,
                     to_json)
from vocabulary_losses import difference



def loss_cases():
    cases = []

    def add(name, kind, y_true, y_pred, sample_weight=None, reduction="sum_over_batch_size", **config):
        if BACKEND != "jax" and (kind.startswith("Sparse") or config["axis"] == -2 and config["from_logits"]):
            return
        y_true, y_pred = np.asarray(y_true), np.asarray(y_pred, "float32")
        loss = getattr(keras.losses, kind)(**config, reduction=reduction)
        each = getattr(keras.losses, kind)(**config, reduction="none")

        def run(tensors):
            weight = None if sample_weight is None else ops.convert_to_tensor(sample_weight)
            return loss(ops.convert_to_tensor(y_true), tensors[0], sample_weight=weight), None

        value, _, found, _ = gradients(run, [y_pred], [])
        case = {"name": name, "loss": {"class_name": kind, "config": config | {"reduction": reduction}},
                "y_true": y_true, "y_pred": y_pred}
        if sample_weight is not None:
            case["sample_weight"] = np.asarray(sample_weight, "float32")
        cases.append(plain(case | {"each": each(ops.convert_to_tensor(y_true), ops.convert_to_tensor(y_pred)), "value": value,
                                   "gradient": found[0]}))

    def softmaxed(x, axis):
        p = np.exp(x)
        return (p / p.sum(axis, keepdims=True)).round(3).astype("float32")

    def kinds(name, shape, axis):
        """All crossentropies along an axis; its places are the classes."""
        d = Draw(name)
        z, classes = d.normal(shape, 2), shape[axis]
        places = tuple(n for i, n in enumerate(shape) if i != axis % len(shape))
        labels = d.ints(places, classes)
        one_hot = np.moveaxis(np.eye(classes, dtype="float32")[labels], -1, axis)
        bits, b, p = d.ints(shape, 2).astype("float32"), d.uniform(shape, .05, .95), softmaxed(z, axis)
        by_sample, by_place = d.uniform((shape[0],), 0, 2), d.uniform(places, 0, 2)
        for logits, x, y in ((False, b, p), (True, z, z)):
            more = f"{name}/logits" if logits else name
            for w, weight in (("", None), ("/sample_weight", by_sample), ("/place_weight", by_place)):
                # Keras puts weights of samples before the last of several places
                if w == "/sample_weight" and len(places) > 1:
                    continue
                add(f"binary/{more}{w}", "BinaryCrossentropy", bits, x, weight, axis=axis, from_logits=logits)
                add(f"categorical/{more}{w}", "CategoricalCrossentropy", one_hot, y, weight, axis=axis, from_logits=logits)
            add(f"binary/{more}/smoothing", "BinaryCrossentropy", bits, x, by_place, axis=axis, from_logits=logits,
                label_smoothing=.2)
            add(f"binary_focal/{more}", "BinaryFocalCrossentropy", bits, x, by_place, axis=axis, from_logits=logits,
                apply_class_balancing=True, alpha=.3, label_smoothing=.1)
            add(f"categorical/{more}/smoothing", "CategoricalCrossentropy", one_hot, y, axis=axis, from_logits=logits,
                label_smoothing=.2)
            add(f"focal/{more}", "CategoricalFocalCrossentropy", one_hot, y, by_place, axis=axis, from_logits=logits)
            add(f"focal/{more}/smoothing", "CategoricalFocalCrossentropy", one_hot, y, by_place, "sum", axis=axis,
                from_logits=logits, gamma=1.5, label_smoothing=.1)
            if len(set(shape[1:])) == 1:
                add(f"sparse/{more}", "SparseCategoricalCrossentropy", labels, y, by_place, axis=axis, from_logits=logits)
                add(f"sparse/{more}/ignore_class", "SparseCategoricalCrossentropy", labels, y, axis=axis, from_logits=logits,
                    ignore_class=1)

    kinds("rank3_axis1", (3, 4, 2), 1)
    kinds("rank3_axis-2", (2, 3, 4), -2)
    kinds("rank3_axis2", (2, 3, 4), 2)
    kinds("rank4_axis1", (2, 3, 2, 2), 1)
    kinds("rank4_axis2", (2, 2, 3, 2), 2)
    kinds("square_axis1", (3, 3, 3), 1)
    return cases


SIZES = [5, 1, 7]   # unequal batches


def metric_cases():
    cases = []

    def add(kind, y_true, y_pred, weights=None, more="", **config):
        if kind.startswith("Sparse") and BACKEND != "jax":
            return
        keras.utils.clear_session()
        iou = "IoU" in kind
        metric = getattr(keras.metrics, kind)(**config, **({"dtype": "float32"} if iou else {}))
        batches, results, at = [], [], 0
        for n in SIZES:
            b = {"y_true": y_true[at:at + n], "y_pred": y_pred[at:at + n]}
            if weights is not None:
                b["sample_weight"] = weights[at:at + n]
            at += n
            if iou:
                metric.axis = config.get("axis", -1)
            metric.update_state(*[ops.convert_to_tensor(b[k]) for k in ("y_true", "y_pred")],
                                sample_weight=b.get("sample_weight"))
            if iou:
                metric.axis = -1
            results.append(np.asarray(ops.convert_to_numpy(metric.result()), "float32").reshape(-1))
            batches.append(b)
        name = "/".join([kind] + [f"{k}={v}" for k, v in config.items()]) + ("/weights" if weights is not None else "") + more
        cases.append(plain({"name": name, "metric": {"class_name": kind, "config": config}, "batches": batches,
                            "results": results}))

    d, n = Draw("vocabulary_measures"), sum(SIZES)
    weights = d.uniform((n,), 0, 2)
    bits = d.ints((n, 2), 2).astype("float32")
    b = ((d.uniform((n, 2)) + .3 * bits) / 1.3).round(2)
    b[:3, 0] = [0, .5, 1]   # on thresholds
    wide = (b * 3 - 1).round(2)
    labels = d.ints((n,), 4)
    one_hot = np.eye(4, dtype="float32")[labels]
    p = (d.probabilities((n, 4)) * .6 + .4 * one_hot).round(3)
    for kind in ("Precision", "Recall", "TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives"):
        for w in (None, weights):
            # out of order; at equal distances from 0 to 1, where Keras finds the place by a product; and nearly
            for thresholds in ([.7, .3], [0., .5, 1.], [0., .4, 1.]):
                add(kind, bits, b, w, thresholds=thresholds)
        add(kind, bits, wide, thresholds=[0., .5, 1.], more="/outside")
        add(kind, bits, wide, thresholds=[1., .5, 0.], more="/outside")
        add(kind, bits, wide, thresholds=[0., .4, 1.], more="/outside")
    for kind in ("Precision", "Recall"):
        add(kind, one_hot, p, weights, thresholds=[.2, .4], top_k=2)
        add(kind, one_hot, p, weights, thresholds=[.2, .4], class_id=1)
        add(kind, one_hot, p, weights, thresholds=[0., .25, .5, .75, 1.], top_k=2, class_id=3)
    for w in (None, weights):
        for threshold in (None, .3):
            add("F1Score", one_hot, p, w, threshold=threshold)
            for beta in (.5, 2.):
                add("FBetaScore", one_hot, p, w, beta=beta, threshold=threshold)
    real, guess = d.normal((n, 3)), None
    guess = (real + d.normal((n, 3), .6)).round(2)
    for w in (None, weights + .1):
        add("R2Score", real, guess, w, class_aggregation=None)
        add("R2Score", real, guess, w, class_aggregation=None, num_regressors=4)

    real3 = d.normal((n, 4, 3))
    guess3 = (real3 + d.normal((n, 4, 3), .6)).round(2)
    for kind in ("CosineSimilarity", "PearsonCorrelation", "ConcordanceCorrelation"):
        for axis in (-1, 0, 1, -2, 2) + (() if kind == "CosineSimilarity" else ((1, 2),)):
            if axis == 0 and kind == "PearsonCorrelation":
                continue   # a batch of one row has no correlation: no number at all
            add(kind, real3, guess3, axis=axis)
            if axis != 0:
                add(kind, real3, guess3, weights, axis=axis)
    classes = np.moveaxis(np.eye(4, dtype="float32")[d.ints((n, 3), 4)], -1, 1)
    z3 = (d.normal((n, 4, 3)) + 1.5 * classes).round(2)
    p3 = np.exp(z3)
    p3 = (p3 / p3.sum(1, keepdims=True)).round(3)
    place = d.uniform((n, 3), 0, 2)
    for w in (None, weights, place):
        add("CategoricalCrossentropy", classes, p3, w, axis=1, more="" if w is not place else "/places")
        add("CategoricalCrossentropy", classes, z3, w, axis=1, from_logits=True, label_smoothing=.1,
            more="" if w is not place else "/places")
    square = d.ints((n, 4), 4)
    z4 = d.normal((n, 4, 4))
    add("SparseCategoricalCrossentropy", square, z4, weights, axis=1, from_logits=True)
    flat = classes.argmax(1)
    for w in (None, place.reshape(n, -1)):
        def weigh(kind, t, **config):
            if w is None:
                add(kind, t, z3, **config)
            else:   # Keras wants one weight for each place
                flat_w = w
                add_flat(kind, t, z3, flat_w, **config)

        def add_flat(kind, t, x, flat_w, **config):
            keras.utils.clear_session()
            metric = getattr(keras.metrics, kind)(**config, dtype="float32")
            batches, results, at = [], [], 0
            for size in SIZES:
                chunk = slice(at, at + size)
                at += size
                metric.axis = config["axis"]
                metric.update_state(ops.convert_to_tensor(t[chunk]), ops.convert_to_tensor(x[chunk]),
                                    sample_weight=flat_w[chunk].reshape(-1))
                metric.axis = -1
                results.append(np.asarray(ops.convert_to_numpy(metric.result()), "float32").reshape(-1))
                batches.append({"y_true": t[chunk], "y_pred": x[chunk], "sample_weight": flat_w[chunk]})
            cases.append(plain({"name": kind + "/" + "/".join(f"{k}={v}" for k, v in config.items()) + "/places",
                                "metric": {"class_name": kind, "config": config}, "batches": batches, "results": results}))

        weigh("OneHotMeanIoU", classes, num_classes=4, axis=1)
        weigh("OneHotIoU", classes, num_classes=4, target_class_ids=[0, 2], ignore_class=1, axis=1)
        weigh("MeanIoU", flat, num_classes=4, sparse_y_pred=False, axis=1)
        weigh("IoU", flat, num_classes=4, target_class_ids=[1, 3], sparse_y_pred=False, axis=-2)
    return cases


def runs():
    found = []

    def entries(key, metrics, values):
        """A list for each number of a metric."""
        values = np.asarray(values, "float32")
        if values.ndim == 1:
            return {key: values}
        part = next(m for m in metrics if key.endswith(m.get("logged", "?")))["parts"]
        return {f"{key}_{name}": values[:, i] for i, name in enumerate(part)}

    def add(name, specs, optimizer, loss, metrics, weighted, x, y, vx, vy, **fit):
        draw = Draw(name)
        keras.utils.clear_session()
        kind, config = optimizer
        model = model_of(specs, x.shape[1:], x.dtype.name)
        randomise(model, draw)

        def made(m):
            return m["word"] if "word" in m else getattr(keras.metrics, m["class_name"])(**m["config"])

        model.compile(optimizer=dense(getattr(keras.optimizers, kind)(**config)), loss=loss,
                      metrics=[made(m) for m in metrics], weighted_metrics=[made(m) for m in weighted])
        start = plain(named_weights(model))
        said = {k: v for k, v in fit.items() if k != "sample_weight"} | dict(batch_size=4, epochs=3, shuffle=False)
        history = model.fit(x, y, batch_size=4, epochs=3, shuffle=False, verbose=0, validation_data=(vx, vy), **fit).history
        said |= {"class_weight": {str(k): v for k, v in fit["class_weight"].items()}} if "class_weight" in fit else {}
        run = {"name": name, "layers": specs, "optimizer": {"class_name": kind, "config": config}, "loss": loss,
               "metrics": metrics, "weighted_metrics": weighted, "fit": said, "initial_weights": start, "x": x, "y": y}
        if "sample_weight" in fit:
            run["sample_weight"] = fit["sample_weight"]
        evaluated = model.evaluate(x, y, batch_size=4, verbose=0, return_dict=True, sample_weight=fit.get("sample_weight"))
        kept = {}
        for k, v in history.items():
            kept |= {n: list(map(np.float32, x)) for n, x in entries(k, metrics + weighted, v).items()}
        judged = {}
        for k, v in evaluated.items():
            judged |= {n: np.float32(x[0]) for n, x in entries(k, metrics + weighted, [v]).items()}
        found.append(plain(run | {"validation_x": vx, "validation_y": vy, "history": kept, "evaluation": judged,
                                  "final_weights": named_weights(model), "predictions": model.predict(vx, verbose=0)}))

    d, eye = Draw("weighted metrics"), np.eye(3, dtype="float32")
    accuracy = {"word": "accuracy"}
    at = {"class_name": "Recall", "config": {"thresholds": [.3, .7], "name": "recall"}, "logged": "recall", "parts": ["0.3", "0.7"]}
    f1 = {"class_name": "F1Score", "config": {}, "logged": "f1_score", "parts": ["0", "1", "2"]}
    add("binary_sample_weight", [spec("GRU", units=4), spec("Dense", units=1, activation="sigmoid")],
        ("RMSprop", dict(learning_rate=.02)), "binary_crossentropy",
        [accuracy, at, {"class_name": "AUC", "config": {}}],
        [accuracy, at, {"class_name": "Precision", "config": {"thresholds": .4}}, {"class_name": "AUC", "config": {"name": "auc_w"}}],
        d.normal((11, 5, 3)), d.ints((11, 1), 2).astype("float32"), d.normal((6, 5, 3)),
        d.ints((6, 1), 2).astype("float32"), sample_weight=d.uniform((11,), 0, 2))
    add("one_hot_class_weight", [spec("SimpleRNN", units=4), spec("Dense", units=3, activation="softmax")],
        ("Adam", dict(learning_rate=.02)), "categorical_crossentropy", [f1], [f1, accuracy],
        d.normal((12, 5, 3)), eye[d.ints((12,), 3)], d.normal((6, 5, 3)), eye[d.ints((6,), 3)],
        class_weight={0: 1.0, 1: 2.5, 2: .5})

    def sentences(n):
        ids = d.ints((n, 6), 9, 1)
        ids[np.arange(6) >= d.ints((n, 1), 7, 1)] = 0
        return ids

    add("tagger_step_weight",
        [spec("Embedding", input_dim=9, output_dim=3, mask_zero=True), spec("LSTM", units=4, return_sequences=True),
         spec("Dense", units=3, activation="softmax")],
        ("SGD", dict(learning_rate=.1, momentum=.9)), "sparse_categorical_crossentropy", [],
        [accuracy, {"class_name": "SparseCategoricalAccuracy", "config": {}}],
        sentences(14), d.ints((14, 6), 3), sentences(5), d.ints((5, 6), 3), sample_weight=d.uniform((14, 6), 0, 2))
    return found


FILES = {"vocabulary_measures.json": {"losses": loss_cases, "metrics": metric_cases},
         "vocabulary_measures_runs.json": {"runs": runs}}


def main(wanted):
    written = {"losses": "jax", "metrics": "jax", "runs": "tensorflow"}
    for name, made in FILES.items():
        if wanted and name not in wanted:
            continue
        parts = {k: f() for k, f in made.items()}
        if all(written[k] == BACKEND for k in parts):
            meta = {"by": "vocabulary_measures.py", "keras": keras.__version__, "backend": BACKEND, "numpy": np.__version__}
            (FOLDER / name).write_text(to_json({"meta": meta} | parts) + "\n")
            continue
        if not (FOLDER / name).exists():
            continue
        here, there = json.loads(to_json(parts)), json.loads((FOLDER / name).read_text())
        for part in parts:
            other = {c["name"]: c for c in there[part]}
            worst = sorted((difference(x, other[x["name"]], x["name"]) for x in here[part]), reverse=True)[:6]
            for much, where in worst:
                print(f"{part}: {much:.2g} at {where}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
