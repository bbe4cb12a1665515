"""The metrics of Keras's whole vocabulary beside those of goldens.py, and scikit-learn's where it has the same.

Run from anywhere (Python 3.11, some two minutes):

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_metrics.py

Writes vocabulary_metrics.json; with KERAS_BACKEND=jax it compares instead and prints where the two differ.

"data" holds the samples by name, each whole, and how many rows each batch has; a case names its samples and has Keras's
result after each batch. A mask is given to Keras as sample weights of 0, because most of its metrics know no other (those
that are means know both: goldens.py), and where a metric takes rows alone, sequences are given to it as their steps.
"sklearn" stands beside the last result where scikit-learn answers the same question on the same rows; "sklearn_near"
where Keras only comes near to it, because it looks at some thresholds.
"""

import json
import warnings

from goldens import BACKEND, FOLDER, Draw, keras, np, ops, plain, skm, to_json

SIZES = [7, 1, 11, 5]   # unequal batches
N, TIME, CLASSES = sum(SIZES), 3, 6


def data():
    draw = Draw("vocabulary_metrics")
    eye = np.eye(CLASSES, dtype="float32")
    labels, steps = draw.ints((N,), CLASSES - 1), draw.ints((N, TIME), CLASSES)   # class 5 is absent from labels
    # half a random answer, half the right one, in two rows of three
    right = np.where(draw.uniform((N,)) < .5, labels, draw.ints((N,), CLASSES))
    right3 = np.where(draw.uniform((N, TIME)) < .5, steps, draw.ints((N, TIME), CLASSES))
    p = (draw.probabilities((N, CLASSES)) * .7 + eye[right] * .3).round(3)
    p3 = (draw.probabilities((N, TIME, CLASSES)) * .7 + eye[right3] * .3).round(3)
    bits, bits3 = draw.ints((N, 1), 2), draw.ints((N, TIME, 1), 2)
    b, b3 = ((draw.uniform(x.shape) + .25 * x) / 1.25 for x in (bits, bits3))
    b = b.round(2)
    b[:4, 0] = [.5, 0, 1, .5]   # on thresholds and at the ends
    many = draw.ints((N, 4), 2)
    m = ((draw.uniform(many.shape) + .4 * many) / 1.4).round(2)
    real, real3 = draw.normal((N, 4)), draw.normal((N, TIME, 4))
    guess, guess3 = (x + draw.normal(x.shape, .5) for x in (real, real3))
    d = {
        "labels": labels, "one_hot": eye[labels], "p": p, "steps": steps, "one_hot3": eye[steps], "p3": p3,
        "classes": p.argmax(-1), "classes3": p3.argmax(-1), "ids": np.argsort(-p, -1),
        "bits": bits, "bits1": bits[:, 0], "b": b, "bits3": bits3, "b3": b3.round(2), "logits": (b * 8 - 4).round(2),
        "many": many, "m": m, "real": real, "guess": guess, "real3": real3, "guess3": guess3,
        "real1": real[:, :1], "guess1": guess[:, :1],
        "weights": draw.uniform((N,), .1, 2), "step_weights": draw.uniform((N, TIME), .1, 2),
        "mask": (draw.uniform((N, TIME)) < .75).astype("float32"), "whole_weights": draw.ints((N,), 4),
    }
    d["masked_weights"] = d["step_weights"] * d["mask"]
    return {k: np.asarray(v, "float32") for k, v in d.items()}


def main():
    cases, d = [], data()

    def add(kind, true, pred, weights=None, flat=False, sklearn=None, near=None, more="", **config):
        """flat: the metric takes rows alone."""
        extra = {"dtype": "float32"} if kind.endswith("IoU") else {}
        keras.utils.clear_session()
        metric = getattr(keras.metrics, kind)(**config, **extra)
        results, at = [], 0
        def take(name, a, b):
            x = d[name][a:b]
            return x.reshape(-1, *x.shape[2:]) if flat else x
        for n in SIZES:
            t, p = take(true, at, at + n), take(pred, at, at + n)
            w = None if weights is None else take(weights, at, at + n)
            metric.update_state(ops.convert_to_tensor(t), ops.convert_to_tensor(p),
                                sample_weight=None if w is None else ops.convert_to_tensor(w))
            results.append(float(metric.result()))
            at += n
        name = "/".join([kind, true, pred] + ([weights] if weights else []) + [f"{k}={v}" for k, v in config.items()])
        case = {"name": name + more, "metric": {"class_name": kind, "config": config, "name": metric.name}, "y_true": true,
                "y_pred": pred, "sample_weight": weights, "results": results}
        def rows():
            t, p = d[true], d[pred]
            w = np.ones(t.shape[:-1]) if weights is None else d[weights]
            return t.reshape(-1, t.shape[-1]), p.reshape(-1, p.shape[-1]), w.reshape(-1)
        if sklearn:
            case["sklearn"] = float(sklearn(*rows()))
        if near:
            case["sklearn_near"] = float(near(*rows()))
        cases.append(plain(case))

    def each(kind, two, three, **options):
        """Rows and sequences, without and with weights and mask."""
        flat = options.pop("rows_alone", False)
        add(kind, *two, **options)
        add(kind, *two, "weights", **options)
        add(kind, *three, flat=flat, **options)
        for w in ("step_weights", "mask", "masked_weights"):
            add(kind, *three, w, flat=flat, **options)

    one_hot, sparse = (("one_hot", "p"), ("one_hot3", "p3")), (("labels", "p"), ("steps", "p3"))
    binary, real = (("bits", "b"), ("bits3", "b3")), (("real", "guess"), ("real3", "guess3"))

    for k in (1, 2, 5):
        each("TopKCategoricalAccuracy", *one_hot, k=k)
        each("SparseTopKCategoricalAccuracy", *sparse, k=k)
    add("SparseTopKCategoricalAccuracy", "labels", "ids", k=2, from_sorted_ids=True)
    add("SparseTopKCategoricalAccuracy", "labels", "ids", "weights", k=3, from_sorted_ids=True)
    each("Accuracy", ("labels", "classes"), ("steps", "classes3"))
    add("BinaryAccuracy", "bits", "b", "weights", threshold=.3)

    for kind in ("TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives"):
        each(kind, *binary)
        add(kind, "one_hot", "p", "weights", thresholds=.25)
    scores = {"Precision": skm.precision_score, "Recall": skm.recall_score}
    for kind, score in scores.items():
        each(kind, *binary, sklearn=lambda t, p, w: score(t, p > .5, sample_weight=w))
        add(kind, "bits", "logits", thresholds=0)
        each(kind, *one_hot, top_k=2)
        each(kind, *one_hot, thresholds=.2, class_id=1)
        each(kind, *one_hot, thresholds=.2, top_k=2, class_id=3)
        add(kind, "one_hot", "p", "weights", thresholds=.25, class_id=0,
            sklearn=lambda t, p, w: score(t[:, 0], p[:, 0] > .25, sample_weight=w, zero_division=0))

    at = {"SensitivityAtSpecificity": "specificity", "SpecificityAtSensitivity": "sensitivity",
          "PrecisionAtRecall": "recall", "RecallAtPrecision": "precision"}
    for kind, rate in at.items():
        each(kind, *binary, **{rate: .5})
        add(kind, "bits", "b", **{rate: .8})
        add(kind, "bits", "b", **{rate: 1.0})
        add(kind, "bits", "b", "weights", **{rate: .6}, num_thresholds=7)
        add(kind, "bits", "b", **{rate: .3}, num_thresholds=1)
        add(kind, "bits", "b", **{rate: .3}, num_thresholds=2)
        add(kind, "one_hot", "p", "weights", **{rate: .5}, class_id=2)

    def roc(t, p, w):
        return skm.roc_auc_score(t.ravel(), p.ravel(), sample_weight=np.repeat(w, t.shape[1]))

    def average(t, p, w):
        return skm.average_precision_score(t.ravel(), p.ravel(), sample_weight=np.repeat(w, t.shape[1]))

    each("AUC", *binary, near=roc)
    add("AUC", "bits1", "b", num_thresholds=50)
    for curve in ("ROC", "PR", "PRGAIN"):
        for method in ("interpolation", "minoring", "majoring"):
            near = {"ROC": roc, "PR": average}.get(curve) if method == "interpolation" else None
            add("AUC", "bits", "b", "weights", curve=curve, summation_method=method, near=near)
            add("AUC", "many", "m", curve=curve, summation_method=method, multi_label=True, num_thresholds=20)
            add("AUC", "bits", "logits", curve=curve, summation_method=method, from_logits=True)
    add("AUC", "bits", "b", num_thresholds=2)
    add("AUC", "bits", "b", num_thresholds=3)
    add("AUC", "bits", "b", thresholds=[.7, .2, .5])
    add("AUC", "bits", "b", thresholds=[.5, .25, .75])   # at equal distances
    add("AUC", "bits", "logits", thresholds=[.5, .1])    # predictions outside of 0 to 1
    add("AUC", "many", "m", "weights", label_weights=[1.0, 2.0, 0.0, .5])
    add("AUC", "many", "m", "weights", multi_label=True, label_weights=[1.0, 2.0, 0.0, .5])
    add("AUC", "many", "m", "weights", multi_label=True, thresholds=[.3, .4],
        near=lambda t, p, w: skm.roc_auc_score(t, p, sample_weight=w))
    add("AUC", "one_hot3", "p3", "mask", near=roc)

    def f(average, beta, threshold):
        def score(t, p, w):
            yes = p == p.max(-1, keepdims=True) if threshold is None else p > threshold
            return skm.fbeta_score(t, yes, beta=beta, average=average, sample_weight=w, zero_division=0)
        return score

    for mean in ("micro", "macro", "weighted"):
        for threshold in (None, .25):
            each("F1Score", *one_hot, rows_alone=True, average=mean, threshold=threshold, sklearn=f(mean, 1, threshold))
            for beta in (.5, 2.0):
                each("FBetaScore", *one_hot, rows_alone=True, average=mean, beta=beta, threshold=threshold,
                     sklearn=f(mean, beta, threshold))

    each("RootMeanSquaredError", *real,
         sklearn=lambda t, p, w: np.sqrt(np.average(np.mean((t - p) ** 2, -1), weights=w)))
    add("RootMeanSquaredError", "real1", "guess1",
        sklearn=lambda t, p, w: skm.root_mean_squared_error(t, p, sample_weight=w))
    each("CosineSimilarity", *real)
    each("PearsonCorrelation", *real)
    each("ConcordanceCorrelation", *real)
    for how, other in (("uniform_average", "uniform_average"), ("variance_weighted_average", "variance_weighted")):
        each("R2Score", *real, rows_alone=True, class_aggregation=how,
             sklearn=lambda t, p, w: skm.r2_score(t, p, sample_weight=w, multioutput=other))
    add("R2Score", "real", "guess", num_regressors=3)
    add("R2Score", "real1", "guess1", "weights", num_regressors=40)   # too many at first, and at last

    def jaccard(t, p, w):
        return skm.jaccard_score(t.argmax(-1), p.argmax(-1), average="macro", sample_weight=w, zero_division=0)

    for kind, (two, three), config in (
            ("IoU", (("labels", "classes"), ("steps", "classes3")), dict(target_class_ids=[0, 3])),
            ("MeanIoU", (("labels", "classes"), ("steps", "classes3")), {}),
            ("OneHotIoU", one_hot, dict(target_class_ids=[1])), ("OneHotMeanIoU", one_hot, {})):
        each(kind, two, three, num_classes=CLASSES, **config)
        each(kind, two, three, num_classes=CLASSES, ignore_class=2, **config)
        add(kind, *two, "whole_weights", num_classes=CLASSES, **config)
    add("OneHotMeanIoU", "one_hot3", "p3", "mask", num_classes=CLASSES, sklearn=jaccard, more="/jaccard")
    add("MeanIoU", "labels", "classes", num_classes=4)   # classes outside are passed over
    add("MeanIoU", "labels", "p", num_classes=CLASSES, sparse_y_pred=False)
    add("MeanIoU", "one_hot", "classes", num_classes=CLASSES, sparse_y_true=False)
    add("OneHotMeanIoU", "one_hot", "classes", num_classes=CLASSES, sparse_y_pred=True)
    each("BinaryIoU", *binary)
    add("BinaryIoU", "bits", "b", "weights", target_class_ids=[1], threshold=.3)
    add("BinaryIoU", "bits", "b", target_class_ids=[0], threshold=.5)

    reports = []
    names = ["grain", "oil", "a rather long name", "money-fx", "ship", "gold"]
    for name, t, p, digits in (("all", d["steps"].ravel(), d["classes3"].ravel(), 2), ("absent", d["labels"], d["labels"] % 3, 2),
                               ("digits", d["labels"], d["classes"], 4), ("halves", [0] + [1] * 8, [0] * 8 + [1], 2)):
        t, p = np.asarray(t, int), np.asarray(p, int)
        used = [names[c] for c in sorted(set(t) | set(p))]
        text = skm.classification_report(t, p, target_names=used, digits=digits, zero_division=0)
        reports.append({"name": name, "y_true": t, "y_pred": p, "names": names, "digits": digits, "text": text})

    file = FOLDER / "vocabulary_metrics.json"
    if BACKEND == "tensorflow":
        file.write_text(to_json({"data": [d | {"sizes": SIZES}], "cases": cases, "reports": plain(reports)}) + "\n")
        return
    for mine, theirs in zip(cases, json.loads(file.read_text())["cases"], strict=True):
        apart = np.abs(np.array(mine["results"]) - theirs["results"]).max()
        if mine["name"] != theirs["name"] or apart > 2e-6:
            print(mine["name"], "differs by", apart)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
