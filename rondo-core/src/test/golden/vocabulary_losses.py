"""What Keras's losses answer, with every option, reduction, weight and mask, for VocabularyLossesGoldenTest; and its CTC
decoders.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=jax python vocabulary_losses.py          # writes vocabulary_losses.json
    KERAS_BACKEND=tensorflow python vocabulary_losses.py   # compares it, and prints where the two differ most

The style is that of goldens.py, whose losses.json has the five losses that Rondo had first.

Where Keras's backends differ, and so no case is written down: the gradient of max, min and clip where both sides are equal;
the slope of the cosine of a zero vector (no number in JAX and Torch, some 1e7 in TensorFlow); CTC for labels that do not
fit (1e5 in JAX, 708 in TensorFlow, infinity in Torch). A beam that is too narrow for all prefixes prunes differently in
TensorFlow: the cases beam/*/narrow and beam/blanks/mask_index are JAX's.
"""

import json
import sys

from goldens import BACKEND, FOLDER, Draw, gradients, keras, np, ops, plain, to_json

NAME = "vocabulary_losses.json"


def loss_cases():
    cases = []

    def add(name, kind, y_true, y_pred, sample_weight=None, mask=None, reduction="sum_over_batch_size", **config):
        y_true, y_pred = np.asarray(y_true), np.asarray(y_pred, "float32")
        loss = getattr(keras.losses, kind)(**config, reduction=reduction)
        each = getattr(keras.losses, kind)(**config, reduction="none")

        def run(tensors):
            p, = tensors
            if mask is not None:
                keras.src.backend.set_keras_mask(p, ops.convert_to_tensor(mask))
            weight = None if sample_weight is None else ops.convert_to_tensor(sample_weight)
            return loss(ops.convert_to_tensor(y_true), p, sample_weight=weight), None

        value, _, found, _ = gradients(run, [y_pred], [])
        case = {"name": name, "loss": {"class_name": kind, "config": config | {"reduction": reduction}},
                "y_true": y_true, "y_pred": y_pred}
        if sample_weight is not None:
            case["sample_weight"] = np.asarray(sample_weight, "float32")
        if mask is not None:
            case["mask"] = np.asarray(mask)
        case |= {"each": each(ops.convert_to_tensor(y_true), ops.convert_to_tensor(y_pred)), "value": value,
                 "gradient": found[0]}
        cases.append(plain(case))

    weight, step_weight = np.array([1, 0.5, 0, 2], "float32"), Draw("step weights").uniform((4, 3), 0, 2)
    mask = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 0]], bool)

    def family(name, kind, true2, true3, pred2, pred3, **config):
        add(f"{name}/2d", kind, true2, pred2, **config)
        add(f"{name}/2d/sample_weight", kind, true2, pred2, weight, **config)
        add(f"{name}/3d", kind, true3, pred3, **config)
        add(f"{name}/3d/mask/step_weight", kind, true3, pred3, step_weight, mask, **config)

    def draw(name, kind="normal", size=3, *args):
        return [getattr(Draw(f"{name} {rank}"), kind)(shape + ((size,) if size else ()), *args)
                for rank, shape in ((2, (4,)), (3, (4, 3)))]

    labels = draw("labels", "ints", 0, 5)
    one_hot = [np.eye(5, dtype="float32")[x] for x in labels]
    bits = [x.astype("float32") for x in draw("bits", "ints", 3, 2)]
    real, other = draw("real"), draw("other", "normal", 3, 2)
    p, truth = draw("p", "probabilities", 5), draw("truth", "probabilities", 5)
    z = draw("z", "normal", 5, 3)
    b = draw("b", "uniform", 3, .05, .95)
    positive, means = draw("positive", "uniform", 3, 0, 5), draw("means", "uniform", 3, .1, 5)
    counts = [x.astype("float32") for x in draw("counts", "ints", 3, 6)]

    family("mape", "MeanAbsolutePercentageError", *positive, *other)
    family("msle", "MeanSquaredLogarithmicError", *positive, *other)
    family("huber", "Huber", *real, *other)
    family("huber/delta", "Huber", *real, *other, delta=0.5)
    family("log_cosh", "LogCosh", *real, *other)
    add("log_cosh/far", "LogCosh", [[0., 0, 0]], [[1000., -1000, 1e-3]])
    family("cosine", "CosineSimilarity", *real, *other)
    family("hinge/binary", "Hinge", *bits, *other)
    family("hinge/signed", "Hinge", *[2 * x - 1 for x in bits], *other)
    family("squared_hinge/binary", "SquaredHinge", *bits, *other)
    family("squared_hinge/signed", "SquaredHinge", *[2 * x - 1 for x in bits], *other)
    add("hinge/zeros among signs", "Hinge", [[1., -1, 0], [0, 1, 1]], [[.5, -.25, .75], [2, -2, .125]])
    add("hinge/one a sample", "Hinge", [1., 0, 1], [[.5], [-.25], [.75]])
    family("categorical_hinge", "CategoricalHinge", *one_hot, *z)
    family("categorical_hinge/signed", "CategoricalHinge", *[2 * x - 1 for x in one_hot], *z)
    family("kl", "KLDivergence", *truth, *p)
    add("kl/edges", "KLDivergence", [[0., 1, 0], [.5, .5, 0]], [[.2, .8, 0], [0, .25, 1.5]])
    family("poisson", "Poisson", *counts, *means)
    family("binary_focal", "BinaryFocalCrossentropy", *bits, *b)
    family("binary_focal/balanced", "BinaryFocalCrossentropy", *bits, *b, apply_class_balancing=True, alpha=.3, gamma=1.5)
    family("binary_focal/logits", "BinaryFocalCrossentropy", *bits, *other, from_logits=True)
    family("binary_focal/all", "BinaryFocalCrossentropy", *bits, *other, from_logits=True, apply_class_balancing=True,
           label_smoothing=.1)
    add("binary_focal/smoothing", "BinaryFocalCrossentropy", bits[0], b[0], label_smoothing=.2)
    add("binary_focal/gamma_0", "BinaryFocalCrossentropy", bits[0], b[0], gamma=0.0)
    family("focal", "CategoricalFocalCrossentropy", *one_hot, *p)
    family("focal/logits", "CategoricalFocalCrossentropy", *one_hot, *z, from_logits=True)
    family("focal/alphas", "CategoricalFocalCrossentropy", *one_hot, *p, alpha=[.1, .2, .3, .4, .5], gamma=1.5)
    add("focal/smoothing", "CategoricalFocalCrossentropy", one_hot[0], p[0], label_smoothing=.2)
    add("focal/logits/smoothing", "CategoricalFocalCrossentropy", one_hot[0], z[0], from_logits=True, label_smoothing=.1,
        gamma=0.5)
    add("focal/sums", "CategoricalFocalCrossentropy", one_hot[0], 3 * p[0])
    add("focal/gamma_0", "CategoricalFocalCrossentropy", one_hot[0], p[0], gamma=0.0)

    ignoring = [np.where(Draw(f"ignored {x.ndim}").uniform(x.shape) < .4, -1, x) for x in labels]
    family("sparse/ignore_class", "SparseCategoricalCrossentropy", *ignoring, *p, ignore_class=-1)
    family("sparse/logits/ignore_class", "SparseCategoricalCrossentropy", *ignoring, *z, ignore_class=-1,
           from_logits=True)
    add("sparse/ignore_class/a class", "SparseCategoricalCrossentropy", labels[1], z[1], ignore_class=2, from_logits=True)
    add("sparse/ignore_class/all", "SparseCategoricalCrossentropy", [7, 7], z[0][:2], ignore_class=7, from_logits=True)

    for q in (.2, .5, .9):
        add(f"generalized/2d/{q}", "CategoricalGeneralizedCrossEntropy", labels[0], p[0], weight, q=q)
        add(f"generalized/3d/{q}", "CategoricalGeneralizedCrossEntropy", labels[1], p[1], step_weight, mask, q=q)

    for axis in (0, 1, -1):
        add(f"cosine/axis_{axis}", "CosineSimilarity", real[1], other[1], axis=axis)
    for kind, config in (("Dice", {}), ("Tversky", {}), ("Tversky", {"alpha": .3, "beta": .9})):
        name = kind.lower() + "".join(f"_{v}" for v in config.values())
        add(f"{name}/2d", kind, bits[0], b[0], **config)
        add(f"{name}/3d", kind, bits[1], b[1], **config)
        add(f"{name}/column", kind, bits[0][:, 0], b[0][:, :1], **config)
        add(f"{name}/sample_weight", kind, bits[0], b[0], weight, **config)
        add(f"{name}/mask", kind, bits[1], b[1], None, mask, **config)
        add(f"{name}/mask/step_weight", kind, bits[1], b[1], step_weight, mask, **config)
        for axis in (0, 1, -1, (1, 2), (0, -1)):
            add(f"{name}/axis_{axis}".replace(" ", ""), kind, bits[1], b[1], axis=axis, **config)
        add(f"{name}/rows/mask", kind, bits[1], b[1], step_weight, mask, axis=-1, **config)
        for reduction in ("sum", "mean", "mean_with_sample_weight"):
            add(f"{name}/{reduction}", kind, bits[0], b[0], weight, None, reduction, **config)
            add(f"{name}/{reduction}/plain", kind, bits[0], b[0], None, None, reduction, **config)

    def unit(x):
        return (x / np.linalg.norm(x, axis=-1, keepdims=True)).round(4).astype("float32")

    classes = np.array([0, 1, 0, 2, 1, 0, 3])
    points = unit(Draw("embeddings").normal((7, 4)))
    add("circle", "Circle", classes, points)
    add("circle/column", "Circle", classes[:, None], points)
    add("circle/not of length 1", "Circle", classes, Draw("embeddings").normal((7, 4), .4))
    add("circle/gamma", "Circle", classes, points, gamma=8.0, margin=.25)
    # the diagonal is at distance 0, where max(1 - x, 0) has its corner, unless lengths are below 1
    add("circle/diagonal", "Circle", classes, .9 * points, gamma=8.0, remove_diagonal=False)
    add("circle/sample_weight", "Circle", classes, points, np.array([1, .5, 2, 1, 1, 0, 3], "float32"), gamma=8.0)
    add("circle/sum", "Circle", classes, points, np.array([1, .5, 2, 1, 1, 0, 3], "float32"), None, "sum", gamma=8.0)
    add("circle/one class", "Circle", [5, 5, 5], points[:3])

    ctc_labels = [[1, 2, 2, 3], [4, 0, 0, 0], [0, 0, 0, 0], [1, 1, 1, 0]]
    ctc_logits = Draw("ctc").normal((4, 8, 5), 2)
    add("ctc", "CTC", ctc_labels, ctc_logits)
    add("ctc/sample_weight", "CTC", ctc_labels, ctc_logits, weight)
    add("ctc/sum", "CTC", ctc_labels, ctc_logits, weight, None, "sum")
    add("ctc/just enough", "CTC", [[1, 1, 2], [3, 2, 1], [2, 2, 0]], Draw("ctc just").normal((3, 4, 4)))
    add("ctc/long", "CTC", Draw("ctc long labels").ints((2, 12), 7, 1), Draw("ctc long").normal((2, 40, 7), 3))

    for reduction in ("sum", "mean", "mean_with_sample_weight"):
        for name, w, m in (("plain", None, None), ("weights", step_weight, None), ("mask", None, mask),
                           ("both", step_weight, mask), ("nothing", np.zeros_like(step_weight), mask & False)):
            add(f"reduction/{reduction}/{name}", "MeanSquaredError", real[1], other[1], w, m, reduction)
        add(f"reduction/{reduction}/sample_weight", "MeanSquaredError", real[0], other[0], weight, None, reduction)
        add(f"reduction/{reduction}/ignore_class", "SparseCategoricalCrossentropy", ignoring[1], z[1], step_weight, mask,
            reduction, ignore_class=-1, from_logits=True)
    return cases


def unreduced_cases():
    """reduction="none": what is left is one number a loss."""
    cases = []
    real, other = Draw("none real").normal((4, 3, 2)), Draw("none other").normal((4, 3, 2))
    weights = Draw("none weights").uniform((4, 3), 0, 2)
    mask = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 0]], bool)
    for name, w, m in (("plain", None, None), ("weights", weights, None), ("mask", None, mask), ("both", weights, mask)):
        p = ops.convert_to_tensor(other)
        if m is not None:
            keras.src.backend.set_keras_mask(p, ops.convert_to_tensor(m))
        found = keras.losses.MeanSquaredError(reduction="none")(ops.convert_to_tensor(real), p, sample_weight=w)
        case = {"name": name, "y_true": real, "y_pred": other}
        case |= {"sample_weight": w} if w is not None else {}
        case |= {"mask": m} if m is not None else {}
        cases.append(plain(case | {"losses": found}))
    return cases


def ctc_length_cases():
    """keras.ops.ctc_loss with an input length for each sample."""
    cases = []
    labels = np.array([[1, 2, 2, 0], [3, 0, 0, 0], [0, 0, 0, 0], [1, 1, 0, 0]], "int32")
    logits, lengths = Draw("ctc lengths").normal((4, 6, 5), 2), np.array([6, 3, 2, 3], "int32")
    weights = Draw("ctc length weights").uniform((4,), .5, 2)

    def run(tensors):
        each = ops.ctc_loss(labels, tensors[0], np.array([3, 1, 0, 2], "int32"), lengths)
        return ops.sum(each * weights), each

    value, each, found, _ = gradients(run, [logits], [])
    cases.append(plain({"name": "lengths", "y_true": labels, "y_pred": logits, "mask": np.arange(6) < lengths[:, None],
                        "weights": weights, "each": each, "value": value, "gradient": found[0]}))
    return cases


def decode_cases():
    cases = []
    logits, lengths = Draw("decode").normal((5, 7, 4), 2), np.array([7, 5, 7, 3, 1], "int32")
    sparse = logits.copy()
    sparse[:, :, 0] += 2

    def add(name, x, **config):
        paths, scores = keras.ops.ctc_decode(x, lengths, **config)
        cases.append(plain({"name": name, "config": config, "logits": x, "mask": np.arange(x.shape[1]) < lengths[:, None],
                            "paths": paths, "scores": scores}))

    for name, x in (("even", logits), ("blanks", sparse)):
        add(f"greedy/{name}", x, strategy="greedy")
        add(f"greedy/{name}/unmerged", x, strategy="greedy", merge_repeated=False)
        add(f"greedy/{name}/mask_index", x, strategy="greedy", mask_index=3)
        add(f"beam/{name}", x, strategy="beam_search")
        add(f"beam/{name}/top", x, strategy="beam_search", beam_width=60, top_paths=3)
        add(f"beam/{name}/narrow", x, strategy="beam_search", beam_width=4, top_paths=2)
        add(f"beam/{name}/mask_index", x, strategy="beam_search", beam_width=20, mask_index=2)
    return cases


def difference(a, b, path=""):
    """Where two answers differ most, relative to 1 or to the larger number."""
    if isinstance(a, dict) and "data" in a:
        if a["shape"] != b["shape"]:
            return float("inf"), path
        return max(((abs(x - y) / max(1, abs(x), abs(y)), f"{path}[{i}]")
                    for i, (x, y) in enumerate(zip(a["data"], b["data"]))), default=(0.0, path))
    if isinstance(a, dict):
        return max((difference(a[k], b[k], f"{path}/{k}") for k in a if k != "meta"), default=(0.0, path))
    if isinstance(a, list):
        return max((difference(x, y, path + "/" + (x.get("name", "") if isinstance(x, dict) else str(i)))
                    for i, (x, y) in enumerate(zip(a, b))), default=(0.0, path))
    if isinstance(a, (int, float)) and not isinstance(a, bool):
        return abs(a - b) / max(1, abs(a), abs(b)), path
    return (0.0 if a == b else float("inf")), path


def main():
    answer = {"meta": {"by": "vocabulary_losses.py", "keras": keras.__version__, "backend": BACKEND,
                       "numpy": np.__version__},
              "cases": loss_cases(), "unreduced": unreduced_cases(), "ctc_lengths": ctc_length_cases(),
              "decode": decode_cases()}
    file = FOLDER / NAME
    if BACKEND == "jax":
        file.write_text(to_json(answer) + "\n")
        return
    here, there = json.loads(to_json(answer)), json.loads(file.read_text())
    for part in ("cases", "unreduced", "ctc_lengths", "decode"):
        worst = sorted((difference(x, y, x["name"]) for x, y in zip(here[part], there[part])), reverse=True)[:8]
        for much, where in worst:
            print(f"{part}: {much:.2g} at {where}")


if __name__ == "__main__":
    sys.exit(main())
