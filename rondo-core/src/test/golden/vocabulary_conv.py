"""What Keras answers for convolutions, poolings, paddings and convolutional LSTMs, for the Java tests to compare with.

Run from anywhere (Python 3.11, some two minutes; only needed when a case is added):

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_conv.py     # writes vocabulary_conv.json
    KERAS_BACKEND=jax python vocabulary_conv.py            # then adds what JAX alone can do
    KERAS_BACKEND=jax python vocabulary_conv.py compare    # compares it with JAX, and says where they differ

TensorFlow's numbers decide. It has no dilated transposed convolution on a CPU, so those cases are JAX's; JAX's loop takes no
mask of a convolutional LSTM, so those are TensorFlow's alone. Adaptive pooling to a single place is left out: its gradient
in TensorFlow is garbage, because one of the two poolings that it is made of has no places there.
Every case is a layer called once on a random input: its output, and the gradients of sum(output * loss_weights). The
cases named "ties" have inputs of few whole numbers, so that windows hold equal largest numbers.
"""

import json
import sys

from goldens import BACKEND, FOLDER, Draw, compare, layer_case, masks, plain, randomise, to_json

import keras
import numpy as np

FILE = FOLDER / "vocabulary_conv.json"


def case(name, class_name, shape, mask=None, ties=False, timed=False, **config):
    draw = Draw(name)
    x = draw.ints(shape, 3).astype("float32") if ties else draw.normal(shape)
    layer = getattr(keras.layers, class_name)(**config)
    if timed:
        layer = keras.layers.TimeDistributed(layer)
    layer.build(x.shape)
    randomise(layer, draw)
    mask = masks(shape[1])[mask][:shape[0]] if mask else None
    words = {k: list(v) if isinstance(v, tuple) else v for k, v in config.items()}
    words = {k: [list(p) if isinstance(p, tuple) else p for p in v] if isinstance(v, list) else v for k, v in words.items()}
    s = {"class_name": class_name, "config": words}
    found = layer_case(name, s, draw, layer, x, mask)
    rename = lambda d: {n.removeprefix("layer/"): v for n, v in d.items()}
    found = short(found)
    found["weights"], found["gradients"] = rename(found["weights"]), rename(found["gradients"])
    return {"name": name, "time_distributed": timed} | found


def short(x):
    """Six decimals, which keep the file small; the test compares five."""
    if isinstance(x, dict):
        return {k: short(v) for k, v in x.items()}
    if isinstance(x, list):
        return [short(v) for v in x]
    return x.round(6) if isinstance(x, np.ndarray) and x.dtype == np.float32 else x


def grid(class_name, shape, options, **always):
    for o in options:
        said = always | o
        text = ",".join(f"{k}={v}" for k, v in o.items()).replace(" ", "") or "defaults"
        yield case(f"{class_name}/{'x'.join(map(str, shape))}/{text}", class_name, shape, **said)


def cases():
    line, picture = (1, 7, 4), (1, 5, 6, 2)
    yield from grid("Conv1D", line, [
        dict(kernel_size=1), dict(kernel_size=3, use_bias=False), dict(kernel_size=3, activation="relu"),
        *(dict(kernel_size=k, padding=p, strides=s) for k, s in ((2, 1), (2, 2), (4, 1), (3, 2))
          for p in ("valid", "same", "causal")),
        *(dict(kernel_size=k, padding=p, dilation_rate=d) for k, d in ((2, 3), (3, 2)) for p in ("valid", "same", "causal")),
        dict(kernel_size=3, groups=2), dict(kernel_size=2, groups=2, padding="same", strides=2),
        dict(kernel_size=2, groups=4, padding="causal", dilation_rate=2), dict(kernel_size=8, groups=4, padding="same"),
    ], filters=4)
    yield from grid("Conv2D", picture, [
        dict(kernel_size=3), dict(kernel_size=(2, 3)), dict(kernel_size=1),
        *(dict(kernel_size=k, padding=p, strides=s) for k in ((2, 2), (3, 2)) for p in ("valid", "same") for s in (1, 2)),
        dict(kernel_size=(2, 4), padding="same", strides=(1, 3)), dict(kernel_size=(3, 2), strides=(2, 3)),
        dict(kernel_size=2, dilation_rate=2), dict(kernel_size=(2, 3), padding="same", dilation_rate=(3, 2)),
        dict(kernel_size=2, groups=2), dict(kernel_size=(3, 2), groups=2, padding="same", strides=2, use_bias=False),
    ], filters=2)
    yield from grid("Conv1D", (3, 6, 2), [dict(kernel_size=3, padding="same"), dict(kernel_size=2, strides=2)], filters=3)
    yield from grid("Conv2D", (2, 3, 4, 2), [dict(kernel_size=2, padding="same")], filters=3)
    yield case("TimeDistributed/Conv2D", "Conv2D", (2, 3, 4, 4, 2), timed=True, filters=3, kernel_size=2, strides=2)
    transposed = [
        dict(kernel_size=k, padding=p, strides=s) for k in (2, 3) for p in ("valid", "same") for s in (1, 2, 3)
    ] + [dict(kernel_size=2, use_bias=False)]
    yield from grid("Conv1DTranspose", (1, 4, 3), transposed, filters=2)
    yield from grid("Conv2DTranspose", (1, 3, 4, 2), [
        dict(kernel_size=2), dict(kernel_size=3, padding="same", strides=2), dict(kernel_size=(2, 3), strides=(3, 2)),
        dict(kernel_size=(3, 2), padding="same", strides=(2, 3)),
    ], filters=3)
    each = [dict(kernel_size=3), dict(kernel_size=2, padding="same"), dict(kernel_size=3, depth_multiplier=2),
            dict(kernel_size=3, padding="same", strides=2, depth_multiplier=3), dict(kernel_size=2, dilation_rate=2),
            dict(kernel_size=3, padding="same", dilation_rate=2, use_bias=False),
            dict(kernel_size=2, strides=2, dilation_rate=2), dict(kernel_size=2, padding="same", strides=3, dilation_rate=2)]
    yield from grid("DepthwiseConv1D", line, each)
    yield from grid("SeparableConv1D", line, each[:4], filters=3)
    yield from grid("DepthwiseConv2D", picture, [dict(kernel_size=(2, 3)), dict(kernel_size=2, padding="same", strides=2,
                                                                               depth_multiplier=2)])
    yield from grid("SeparableConv2D", picture, [dict(kernel_size=(2, 3), depth_multiplier=2),
                                                 dict(kernel_size=2, padding="same", strides=2)], filters=3)

    for pool in ("Max", "Average"):
        for ties in (False, True) if pool == "Max" else (False,):
            tie = dict(ties=True) if ties else {}
            yield from grid(f"{pool}Pooling1D", line, [
                dict(pool_size=2) | tie,
                *(dict(pool_size=k, strides=s, padding=p) | tie for k, s in ((2, 1), (3, 2), (4, 3), (2, 3)) for p in ("valid", "same"))])
            yield from grid(f"{pool}Pooling2D", picture, [
                dict(pool_size=2) | tie,
                *(dict(pool_size=k, strides=s, padding=p) | tie for k, s in (((2, 3), (1, 2)), ((3, 2), (2, 2))) for p in ("valid", "same"))])
            yield from grid(f"Global{pool}Pooling1D", line, [tie, dict(keepdims=True) | tie])
            yield from grid(f"Global{pool}Pooling2D", picture, [tie, dict(keepdims=True) | tie])
        yield from grid(f"Adaptive{pool}Pooling1D", line, [dict(output_size=n) for n in (2, 3, 5, 7, 9)])
        yield from grid(f"Adaptive{pool}Pooling2D", picture, [dict(output_size=n) for n in ((2, 4), (3, 3))])
    for mask in ("right", "left", "holes"):
        yield case(f"GlobalAveragePooling1D/mask_{mask}", "GlobalAveragePooling1D", (3, 5, 2), mask)
    yield case("GlobalAveragePooling1D/mask_right_keepdims", "GlobalAveragePooling1D", (3, 5, 2), "right", keepdims=True)

    yield from grid("ZeroPadding1D", (2, 3, 2), [dict(padding=1), dict(padding=(2, 0)), dict(padding=(0, 3))])
    yield from grid("ZeroPadding2D", (2, 2, 3, 2), [dict(padding=1), dict(padding=(1, 2)), dict(padding=((1, 0), (2, 3)))])
    yield from grid("Cropping1D", line, [dict(cropping=1), dict(cropping=(2, 0)), dict(cropping=(0, 3))])
    yield from grid("Cropping2D", picture, [dict(cropping=1), dict(cropping=(1, 2)), dict(cropping=((1, 0), (2, 3)))])
    yield from grid("UpSampling1D", (2, 3, 2), [dict(size=1), dict(size=3)])
    yield from grid("UpSampling2D", (1, 2, 3, 2), [dict(size=n, interpolation=i) for n in (2, (1, 4), (3, 2))
                                                   for i in ("nearest", "bilinear")])

    films = [dict(), dict(padding="same"), dict(return_sequences=True), dict(go_backwards=True, return_sequences=True),
             dict(strides=2, padding="same"), dict(dilation_rate=2, padding="same"), dict(use_bias=False),
             dict(activation="relu", recurrent_activation="hard_sigmoid")]
    yield from grid("ConvLSTM1D", (2, 3, 4, 1), films, filters=1, kernel_size=2)
    yield from grid("ConvLSTM2D", (1, 2, 3, 4, 1), films, filters=1, kernel_size=(2, 3))
    masked = [dict(mask=m) | o for m in ("right", "holes") for o in (
        {}, dict(return_sequences=True), dict(return_sequences=True, zero_output_for_mask=True),
        dict(return_sequences=True, go_backwards=True))]
    if BACKEND == "tensorflow":
        yield from grid("ConvLSTM1D", (3, 4, 3, 1), masked, filters=2, kernel_size=2)
        yield case("ConvLSTM2D/masked", "ConvLSTM2D", (3, 4, 2, 3, 1), "holes", filters=2, kernel_size=2, return_sequences=True)


def cases_of_jax():
    yield from grid("Conv1DTranspose", (2, 4, 3), [dict(kernel_size=k, padding=p, dilation_rate=2)
                                                   for k in (2, 3) for p in ("valid", "same")], filters=2)
    yield from grid("Conv2DTranspose", (2, 3, 4, 2), [dict(kernel_size=(2, 3), padding="same", dilation_rate=2)], filters=3)


def arrays(x):
    """JSON read again as what it was written from, so that it is written the same way."""
    if isinstance(x, dict) and set(x) == {"shape", "data"}:
        return np.array(x["data"], "float32").reshape(x["shape"])
    if isinstance(x, dict):
        return {k: np.float32(v) if k == "loss" else arrays(v) for k, v in x.items()}
    return [arrays(v) for v in x] if isinstance(x, list) else x


def write(cases):
    meta = {"by": "vocabulary_conv.py", "keras": keras.__version__, "numpy": np.__version__}
    text = to_json({"meta": meta, "cases": cases}) + "\n"
    FILE.write_text(text, encoding="utf-8")
    print(f"{FILE.name}: {len(text) // 1024} KB, {len(cases)} cases")


def main():
    keras.utils.set_random_seed(1)
    if BACKEND == "tensorflow":
        write(plain(list(cases())))
        return
    theirs = {c["name"]: c for c in json.loads(FILE.read_text(encoding="utf-8"))["cases"]}
    if "compare" not in sys.argv:
        own = plain(list(cases_of_jax()))
        names = {c["name"] for c in own}
        write([arrays(c) for n, c in theirs.items() if n not in names] + own)
        return
    differences = []
    for found in plain(list(cases())):
        wrong = [k for k, v in found["gradients"].items() if not np.isfinite(v).all()]
        if wrong:
            print(f"   not finite in JAX: {found['name']}, gradient of {wrong}")
            continue
        ours = json.loads(to_json(found))
        compare(ours, theirs[ours["name"]], ours["name"], differences)
    differences.sort(key=lambda d: -d[0])
    print(f"{len(differences)} arrays compared; largest difference {differences[0][0]:.2g}")
    for d, path in differences:
        if d > 1e-5:
            print(f"   {d:.2g}  {path}")


if __name__ == "__main__":
    sys.exit(main())
