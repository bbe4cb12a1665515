"""The golden numbers of `dev.rondo.nn` and of the layers with one input: activations, initializers, regularizers,
constraints, normalisations, what changes a shape.

Run from anywhere (Python 3.11, half a minute):

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=jax python vocabulary_nn.py          # writes vocabulary_nn.json
    KERAS_BACKEND=tensorflow python vocabulary_nn.py   # compares

JAX writes, because its slopes at kinks and its accuracy far out are the documented ones; TensorFlow takes other slopes at
some kinks (selu at 0, clipping at its ends), which its comparison shows. At 0 the slope of |x| is 1 for JAX and 0 for
TensorFlow and Rondo; no regularizer is asked there.

Configurations hold only what is not Keras's default, so that defaults are compared too. `goldens.py` says what all
files share.
"""

import json
import math
import sys

import numpy as np

from goldens import BACKEND, FOLDER, Draw, compare, gradients, keras, masks, ops, plain, to_json

EDGES = np.array([-1000, -90, -20, -7, -6, -3.5, -3, -1, -0.5, -0.01, 0, 0.01, 0.5, 1, 2.5, 3, 6, 20, 90, 1000],
                 "float32")


def weighted(name, x, f):
    """f at x, and the gradient of sum(f(x) * loss_weights)."""
    draw = Draw(name)
    weights = []

    def run(tensors):
        y = f(tensors[0])
        if not weights:
            weights.append(draw.normal(y.shape))
        return ops.sum(y * weights[0]), y

    _, y, found, _ = gradients(run, [x], [])
    return plain({"name": name, "input": x, "output": y, "loss_weights": weights[0], "gradient": found[0]})


def sparsemax(x):
    """What the paper says. Keras 3.15.1 adds up cumulative sums where it means the last of them, so that its result adds up
    to 1 only where one number takes all: sparsemax([1, 1, 0]) is [0, 0, 0] there, not [0.5, 0.5, 0]."""
    ordered = -ops.sort(-x, axis=-1)
    k = ops.arange(1, x.shape[-1] + 1, dtype="float32")
    support = ordered - (ops.cumsum(ordered, axis=-1) - 1) / k > 0
    shared = ops.sum(ops.cast(support, "float32"), -1, keepdims=True)
    return ops.maximum(x - (ops.sum(ops.where(support, ordered, 0.0), -1, keepdims=True) - 1) / shared, 0)


def activations():
    from keras.src.activations import ALL_OBJECTS
    cases = []
    rows = {"softmax", "log_softmax", "sparsemax", "glu"}   # a row at a time, not number by number
    for f in sorted(ALL_OBJECTS - {keras.activations.threshold}, key=lambda f: f.__name__):
        name = f.__name__
        x = EDGES
        if name in rows:
            x = Draw(name).normal((5, 6), 2)
            x[4] = [100, 90, -1000, 99.5, 0, 1]
        elif name == "exponential":
            x = EDGES[np.abs(EDGES) < 50]
        cases.append(weighted(name, x, sparsemax if name == "sparsemax" else f))
    cases.append(weighted("gelu_approximate", EDGES, lambda x: keras.activations.gelu(x, approximate=True)))
    for name in sorted(rows):
        if name != "glu":
            cases.append(weighted(name + "_3d", Draw(name + "_3d").normal((2, 3, 4), 2),
                                  sparsemax if name == "sparsemax" else getattr(keras.activations, name)))
    return cases


def thresholds():
    return [dict(threshold=t, default_value=v,
                 **weighted(f"threshold {t} {v}", EDGES, lambda x: keras.activations.threshold(x, t, v)))
            for t, v in [(0.5, -1.0), (-3.0, 0.0)]]


def initializers():
    from keras.src.initializers import random_initializers as module
    fans = []
    for shape in [(), (5,), (3, 8), (3, 4, 5), (2, 3, 4, 5), (2, 2, 3, 4, 5)]:
        fan_in, fan_out = module.compute_fans(shape)
        fans.append({"shape": list(shape), "fan_in": fan_in, "fan_out": fan_out})

    scaling = []
    asked = {}
    real = module.random

    class Asked:
        """Stands for keras.random and notes what a distribution was asked for."""

        def __getattr__(self, kind):
            def draw(shape, **how):
                asked.update(kind=kind, **{k: v for k, v in how.items() if k in ("mean", "stddev", "minval", "maxval")})
                return getattr(real, kind)(shape, **how)
            return draw

    module.random = Asked()
    for mode in ("fan_in", "fan_out", "fan_avg"):
        for distribution in ("uniform", "truncated_normal", "untruncated_normal"):
            for shape in [(5,), (3, 8), (3, 4, 5), (2, 3, 4, 5)]:
                asked.clear()
                keras.initializers.VarianceScaling(1.5, mode, distribution, seed=1)(shape)
                scaling.append({"scale": 1.5, "mode": mode, "distribution": distribution, "shape": list(shape),
                                "asked": dict(asked)})
    module.random = real
    x = np.asarray(keras.initializers.VarianceScaling(2., "fan_in", "untruncated_normal", seed=7)((400, 300)), "float64")
    moments = [{"name": "untruncated_normal", "scale": 2.0, "shape": [400, 300], "mean": x.mean(), "std": x.std(),
                "beyond_two": float((abs(x) > 2 * math.sqrt(2 / 400)).mean())}]
    identity = [{"name": f"identity {shape} {gain}", "gain": gain,
                 "values": plain(keras.initializers.Identity(gain)(shape))}
                for shape in [(3, 3), (2, 4), (4, 2)] for gain in (1.0, 0.5)]
    # the windows of SciPy with which Keras makes them, in double where SciPy computes
    stft = [{"name": f"stft {side} {window} {scaling_} {periodic} {shape}", "side": side, "window": window or "none",
             "scaling": scaling_ or "none", "periodic": periodic,
             "values": plain(keras.initializers.STFT(side, window, scaling_, periodic)(shape))}
            for side, window, scaling_, periodic, shape in
            [(side, "hann", "density", False, (8, 1, 5)) for side in ("real", "imag")]
            + [("real", window, "spectrum", periodic, (7, 1, 4)) for periodic in (False, True) for window in
               ("boxcar", "hann", "hamming", "blackman", "nuttall", "blackmanharris", "flattop", "bartlett", "cosine")]
            + [("imag", None, "density", False, (5, 1, 3)), ("imag", "hamming", None, True, (6, 1, 9)),
               ("real", "hann", "density", True, (1, 1, 2)), ("imag", "blackman", "density", False, (16, 1, 3))]]
    return {"fans": fans, "scaling": scaling, "untruncated": moments, "identity": identity, "stft": stft}


def regularizers():
    cases = []
    r = keras.regularizers
    for name, made, shape in [
            ("L1", r.L1(), (3, 4)), ("L2", r.L2(), (3, 4)), ("L1L2", r.L1L2(), (3, 4)),
            ("L1", r.L1(0.3), (5,)), ("L2", r.L2(0.2), (2, 3, 4)), ("L1L2", r.L1L2(0.1, 0.2), (3, 4)),
            ("OrthogonalRegularizer", r.OrthogonalRegularizer(), (3, 4)),
            ("OrthogonalRegularizer", r.OrthogonalRegularizer(0.5, "rows"), (4, 3)),
            ("OrthogonalRegularizer", r.OrthogonalRegularizer(0.5, "columns"), (4, 3)),
            ("OrthogonalRegularizer", r.OrthogonalRegularizer(0.5, "columns"), (2, 5))]:
        config = made.get_config()
        title = f"{name} {config} {shape}"
        x = Draw(title).normal(shape)
        value, _, found, _ = gradients(lambda t: (made(t[0]), 0), [x], [])
        cases.append(plain({"name": title, "class_name": name, "config": config, "input": x, "output": value,
                            "gradient": found[0]}))
    return cases


def constraints():
    cases = []
    c = keras.constraints
    for name, made, shape in [
            ("MaxNorm", c.MaxNorm(), (5, 3)), ("MaxNorm", c.MaxNorm(1.0, 1), (5, 3)),
            ("MaxNorm", c.MaxNorm(1.0, [0, 1]), (2, 3, 4)), ("MaxNorm", c.MaxNorm(0.5), (6,)),
            ("NonNeg", c.NonNeg(), (5, 3)),
            ("UnitNorm", c.UnitNorm(), (5, 3)), ("UnitNorm", c.UnitNorm(1), (5, 3)), ("UnitNorm", c.UnitNorm(-1), (5, 3)),
            ("UnitNorm", c.UnitNorm([0, 1, 2]), (2, 2, 3, 4)), ("UnitNorm", c.UnitNorm(1), (2, 3, 4)),
            ("MinMaxNorm", c.MinMaxNorm(), (5, 3)), ("MinMaxNorm", c.MinMaxNorm(1.5, 2.0, 0.5, 1), (5, 3)),
            ("MinMaxNorm", c.MinMaxNorm(0.5, 1.0, 0.9, [0, 1]), (2, 3, 4))]:
        config = made.get_config()
        title = f"{name} {config} {shape}"
        x = Draw(title).normal(shape)
        if name != "NonNeg" and len(shape) == 2:
            x[:, 1] = 0   # a column of zeros, where the norm is 0
        cases.append(plain({"name": title, "class_name": name, "config": config, "input": x, "output": made(x)}))
    return cases


def layer_case(kind, shape, mask=None, training=None, x=None, **config):
    name = f"{kind} {config} {shape}" + ("" if training is None else f" training={training}") + (" masked" if mask is not None else "")
    draw = Draw(name)
    layer = getattr(keras.layers, kind)(**config)
    x = draw.normal(shape, 2) if x is None else x
    layer.build(x.shape)
    own = [v for v in layer.variables if "seed" not in v.name]
    for v in own:
        v.assign(abs(draw.normal(v.shape, 0.5)) + 0.25 if "moving_variance" in v.name else draw.normal(v.shape, 0.5))
    how = {}
    if training is not None:
        how["training"] = training
    if mask is not None and layer._call_has_mask_arg:
        how["mask"] = ops.convert_to_tensor(mask)
    before = {v.name: np.asarray(ops.convert_to_numpy(v)) for v in own}
    weights = []

    def run(tensors):
        y = layer(tensors[0], **how)
        if not weights:
            weights.append(draw.normal(y.shape))
        return ops.sum(y * weights[0]), y

    loss, y, found, for_weights = gradients(run, [x], layer.trainable_variables)
    case = {"name": name, "layer": {"class_name": kind, "config": config}, "weights": before, "input": x}
    if training is not None:
        case["training"] = training
    if mask is not None:
        case |= {"mask": mask, "mask_passes": bool(layer.supports_masking)}
    case |= {"output": y, "loss_weights": weights[0], "gradient": found[0],
             "gradients": dict(zip([v.name for v in layer.trainable_variables], for_weights))}
    for v in own:
        v.assign(before[v.name])
    layer(x, **how)
    if training:
        case["kept"] = {v.name: v for v in layer.non_trainable_variables}
    if layer.losses:
        case["losses"] = [float(loss) for loss in layer.losses]
    return plain(case)


def layers():
    kinks = np.stack([EDGES[3:17], np.array([-2, -1.5, -0.25, 0.25, 0.75, 1.5, 2, 2.25, 4, 5, 5.5, 6.5, 7, 8], "float32")])
    holes = masks(5)["holes"]
    full = masks(5)["full_row"]
    cases = []

    def add(*args, **how):
        cases.append(layer_case(*args, **how))

    add("LeakyReLU", (2, 14), x=kinks)
    add("LeakyReLU", (2, 14), x=kinks, negative_slope=0.1)
    add("ELU", (2, 14), x=kinks)
    add("ELU", (2, 14), x=kinks, alpha=0.5)
    for config in [{}, dict(max_value=6.0), dict(max_value=2.0), dict(negative_slope=0.1), dict(threshold=1.0),
                   dict(max_value=2.0, negative_slope=0.1, threshold=0.5), dict(max_value=6.0, threshold=1.0),
                   dict(max_value=6.0, negative_slope=0.1), dict(negative_slope=0.1, threshold=1.0),
                   dict(max_value=2.0, negative_slope=0.1)]:
        add("ReLU", (2, 14), x=kinks, **config)
    x = Draw("prelu").normal((3, 4), 2)
    x[1, 2] = 0
    add("PReLU", (3, 4), x=x)
    add("PReLU", (3, 5, 4), mask=holes)
    add("PReLU", (3, 5, 4), shared_axes=[1])
    add("PReLU", (3, 5, 4), shared_axes=[1, 2])
    add("Softmax", (3, 4))
    add("Softmax", (3, 5, 4))
    add("Softmax", (3, 5, 4), axis=1)
    add("Softmax", (3, 5, 4), axis=[1, 2])
    add("Softmax", (3, 5), mask=holes)
    add("Softmax", (3, 5), mask=full)
    add("Activation", (3, 6), activation="glu")

    for kind in ("LayerNormalization", "RMSNormalization", "UnitNormalization"):
        add(kind, (3, 4))
        add(kind, (3, 5, 4), mask=holes)
        if kind != "RMSNormalization":   # Keras 3.15 fails there: it does not bring its scale to that axis
            add(kind, (3, 5, 4), axis=1)
        add(kind, (3, 5, 4), axis=[1, 2])
        add(kind, (3, 5, 4), axis=[-1])
    add("LayerNormalization", (2, 3, 4, 5), axis=[1, 3])
    add("LayerNormalization", (3, 4), center=False, epsilon=0.1)
    add("LayerNormalization", (3, 4), scale=False)
    add("LayerNormalization", (3, 4), center=False, scale=False)
    add("LayerNormalization", (3, 8), x=(Draw("far").normal((3, 8)) + 30))
    add("RMSNormalization", (3, 4), epsilon=0.1)
    add("GroupNormalization", (3, 6), groups=2)
    add("GroupNormalization", (3, 5, 6), groups=3, mask=holes)
    add("GroupNormalization", (2, 3, 2, 6), groups=2)
    add("GroupNormalization", (2, 3, 4), groups=-1)
    add("GroupNormalization", (2, 3, 4), groups=1, center=False, epsilon=0.1)
    add("GroupNormalization", (2, 4, 3), groups=2, axis=1)
    add("GroupNormalization", (2, 3, 4, 5), groups=2, axis=-2, scale=False)

    for training in (True, False):
        add("BatchNormalization", (6, 4), training=training)
        add("BatchNormalization", (3, 5, 4), training=training)
        add("BatchNormalization", (3, 5, 4), training=training, axis=1)
        add("BatchNormalization", (2, 3, 2, 4), training=training, momentum=0.9, epsilon=0.1)
        add("BatchNormalization", (6, 4), training=training, center=False)
        add("BatchNormalization", (6, 4), training=training, scale=False)
        add("BatchNormalization", (3, 5, 4), training=training, mask=holes)
        add("BatchNormalization", (3, 5, 4), training=training, mask=full)
        add("BatchNormalization", (3, 5, 4), training=training, axis=1, mask=masks(5)["right"])

    add("Reshape", (3, 4, 6), target_shape=[8, 3])
    add("Reshape", (3, 5, 4), target_shape=[2, -1], mask=holes)
    add("Reshape", (3, 6), target_shape=[-1])
    add("Permute", (3, 5, 4), dims=[2, 1], mask=holes)
    add("Permute", (2, 3, 4, 5), dims=[3, 1, 2])
    add("ActivityRegularization", (3, 4), l1=0.1, l2=0.2)
    add("ActivityRegularization", (3, 5, 4), l2=0.2, mask=holes)
    for kind, config in [("SpatialDropout1D", dict(rate=0.5)), ("GaussianNoise", dict(stddev=0.5)),
                         ("GaussianDropout", dict(rate=0.5)), ("AlphaDropout", dict(rate=0.5))]:
        add(kind, (3, 5, 4), mask=holes, training=False, **config)
    add("SpatialDropout2D", (2, 3, 2, 4), training=False, rate=0.5)
    add("Dropout", (3, 5, 4), mask=holes, training=False, rate=0.5, noise_shape=[None, 1, None])
    add("AlphaDropout", (3, 5, 4), mask=holes, training=False, rate=0.5, noise_shape=[3, 5, 1])
    add("Identity", (3, 5, 4), mask=holes)
    for shape, config in [
            ((3, 4), dict(equation="ab,bc->ac", output_shape=5, bias_axes="c")),
            ((3, 5, 4), dict(equation="abc,cd->abd", output_shape=[None, 2], bias_axes="d", activation="tanh")),
            ((3, 5, 4), dict(equation="abc,cd->abd", output_shape=[5, 2], bias_axes="bd")),
            ((3, 5, 4), dict(equation="abc,cde->abde", output_shape=[None, 2, 3], bias_axes="de")),
            ((2, 3, 2, 4), dict(equation="abcd,cde->abe", output_shape=[None, 3], bias_axes="e")),
            ((2, 3, 4), dict(equation="abc,bd->adc", output_shape=[5, 4], bias_axes="d")),
            ((3, 5, 4), dict(equation="abc,bcd->abd", output_shape=[5, 2], bias_axes="b")),
            ((3, 5, 4), dict(equation="abc,dbc->adb", output_shape=[2, 5])),
            ((3, 5, 4), dict(equation="abc,bd->abd", output_shape=[5, 2])),
            ((3, 5, 4), dict(equation="abc,bcd->ad", output_shape=2, bias_axes="d")),
            ((3, 5, 4), dict(equation="abc,c->ab", output_shape=5)),
            ((3, 4), dict(equation="...x,xy->...y", output_shape=2, bias_axes="y")),
            ((2, 3, 5, 4), dict(equation="...x,xy->...y", output_shape=2, bias_axes="y")),
            ((2, 3, 5, 4), dict(equation="...xy,zx->...yz", output_shape=[4, 2], bias_axes="y")),
            ((2, 4, 3, 2), dict(equation="ab...,bc->ac...", output_shape=3, bias_axes="c")),
            ((2, 4, 3), dict(equation="abc...,bd->acd...", output_shape=[3, 2], bias_axes="d"))]:
        add("EinsumDense", shape, **config)
    return cases


def renorm_case(shape, mask=None, **config):
    """Batch renormalisation over three steps of training, which go on from each other's averages, and one of inference."""
    name = f"BatchNormalization {config} {shape}" + (" masked" if mask is not None else "")
    draw = Draw(name)
    layer = keras.layers.BatchNormalization(renorm=True, **config)
    layer.build(shape)
    for v in layer.variables:
        above_zero = "variance" in v.name or "stddev" in v.name
        v.assign(abs(draw.normal(v.shape, 0.5)) + 0.25 if above_zero else draw.normal(v.shape, 0.5))
    calls = []
    case = {"name": name, "layer": {"class_name": "BatchNormalization", "config": config | {"renorm": True}},
            "weights": plain({v.name: v for v in layer.variables}), "calls": calls}
    for training in (True, True, True, False):
        x = draw.normal(shape, 2) + len(calls)
        how = dict(training=training) | ({} if mask is None else dict(mask=ops.convert_to_tensor(mask)))
        weights = draw.normal(shape)

        def run(tensors):
            y = layer(tensors[0], **how)
            return ops.sum(y * weights), y

        before = plain({v.name: v for v in layer.variables})
        _, y, found, for_weights = gradients(run, [x], layer.trainable_variables)
        for v in layer.variables:
            v.assign(before[v.name])
        layer(x, **how)
        call = {"training": training, "input": x} | ({} if mask is None else {"mask": mask})
        call |= {"output": y, "loss_weights": weights, "gradient": found[0],
                 "gradients": dict(zip([v.name for v in layer.trainable_variables], for_weights)),
                 "kept": {v.name: v for v in layer.non_trainable_variables}}
        calls.append(short(plain(call)))
    return case


def short(x):
    """Six decimals, which keep the file small; the test compares five."""
    if isinstance(x, dict):
        return {k: short(v) for k, v in x.items()}
    return x.round(6) if isinstance(x, np.ndarray) and x.dtype == np.float32 else x


def renorms():
    clipped = dict(renorm_clipping=dict(rmin=0.7, rmax=1.5, dmax=0.4), renorm_momentum=0.8, momentum=0.9)
    holes = masks(5)["holes"]
    return [renorm_case((6, 3)), renorm_case((6, 3), **clipped),
            renorm_case((6, 3), renorm_momentum=0.5, center=False),
            renorm_case((6, 3), scale=False, epsilon=0.1, renorm_momentum=0.9, renorm_clipping=dict(rmax=1.1)),
            renorm_case((6, 3), center=False, scale=False, renorm_clipping=dict(dmax=0)),
            renorm_case((2, 3, 2), axis=1, **clipped), renorm_case((2, 2, 2, 3), renorm_clipping=dict(rmin=2)),
            renorm_case((3, 5, 2), mask=holes, renorm_momentum=0.8), renorm_case((3, 5, 2), mask=masks(5)["full_row"], **clipped),
            renorm_case((3, 5, 2), mask=holes, axis=1, momentum=0.5)]


def noise_shapes():
    """Which places of equal numbers fall together, and what becomes of them."""
    found = []
    for kind, shape, config in [
            ("Dropout", (30, 20, 10), dict(rate=0.25)),
            ("Dropout", (30, 20, 10), dict(rate=0.25, noise_shape=[None, 1, None])),
            ("Dropout", (30, 20, 10), dict(rate=0.4, noise_shape=[30, 20, 1])),
            ("Dropout", (30, 20, 10), dict(rate=0.4, noise_shape=[1, None, 10])),
            ("Dropout", (40, 30), dict(rate=0.3, noise_shape=[None, 1])),
            ("AlphaDropout", (30, 20, 10), dict(rate=0.25, noise_shape=[None, 1, None])),
            ("AlphaDropout", (30, 20, 10), dict(rate=0.4, noise_shape=[30, None, 1])),
            ("SpatialDropout1D", (30, 20, 10), dict(rate=0.25)),
            ("SpatialDropout2D", (30, 4, 5, 10), dict(rate=0.25))]:
        x = np.full(shape, 0.7, "float32")
        y = np.asarray(getattr(keras.layers, kind)(seed=3, **config)(x, training=True), "float64")
        values = sorted(map(float, np.unique(y)))
        assert len(values) == 2
        shared = [bool((y == y.take([0], axis)).all()) for axis in range(len(shape))]
        found.append({"name": f"{kind} {config}", "layer": {"class_name": kind, "config": config},
                      "shape": list(shape), "values": values, "shared": [int(b) for b in shared],
                      "draws": int(np.prod([1 if s else n for s, n in zip(shared, shape)]))})
    return found


def noises():
    """What random layers do to many equal numbers: the two values of alpha dropout, the deviations of the others."""
    x = np.full((50, 40, 10), 0.7, "float32")
    found = []
    for kind, config in [("AlphaDropout", dict(rate=0.25)), ("GaussianNoise", dict(stddev=0.3)),
                         ("GaussianDropout", dict(rate=0.3)), ("SpatialDropout1D", dict(rate=0.2))]:
        y = np.asarray(getattr(keras.layers, kind)(seed=3, **config)(x, training=True), "float64")
        case = {"name": kind, "config": config, "mean": y.mean(), "std": y.std()}
        if len(np.unique(y)) == 2:
            case["values"] = sorted(map(float, np.unique(y)))
        found.append(case)
    return found


def main():
    content = {"activations": activations(), "thresholds": thresholds(), "initializers": initializers(),
               "regularizers": regularizers(), "constraints": constraints(), "layers": layers(),
               "renorms": renorms(), "noises": noises(), "noise_shapes": noise_shapes()}
    text = to_json({"meta": {"by": "vocabulary_nn.py", "keras": keras.__version__, "backend": BACKEND}, **content}) + "\n"
    file = FOLDER / "vocabulary_nn.json"
    if BACKEND == "jax":
        file.write_text(text, encoding="utf-8")
        print(f"{file.name}: {len(text) // 1024} KB, " + ", ".join(f"{len(v)} {k}" for k, v in content.items()))
        return
    ours, theirs = json.loads(text), json.loads(file.read_text(encoding="utf-8"))
    for left_out in ("meta", "noises", "noise_shapes"):   # random streams differ from backend to backend
        ours.pop(left_out), theirs.pop(left_out)
    for x in (ours, theirs):
        x["initializers"].pop("untruncated")
    differences = []
    compare(ours, theirs, "", differences)
    for d, path in sorted(differences, key=lambda d: -d[0]):
        if d > 1e-5:
            print(f"   {d:.2g}  {path}")


if __name__ == "__main__":
    sys.exit(main())
