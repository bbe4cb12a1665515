"""What Keras answers for convolutions, poolings, paddings and convolutional LSTMs, for the Java tests to compare with.

Run from anywhere (Python 3.11, some two minutes; only needed when a case is added):

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_conv.py     # writes vocabulary_conv.json
    KERAS_BACKEND=jax python vocabulary_conv.py            # then adds what JAX alone can do
    KERAS_BACKEND=jax python vocabulary_conv.py compare    # compares it with JAX, and says where they differ
    KERAS_BACKEND=tensorflow python vocabulary_conv.py compare    # compares JAX's pictures with TensorFlow

TensorFlow's numbers decide. It has no dilated transposed convolution on a CPU, so those cases are JAX's; JAX's loop takes no
mask of a convolutional LSTM, so those are TensorFlow's alone. Output padding of 0 with "same" and an even kernel is JAX's,
because TensorFlow finds no such shape. Cubic curves and all that resizes is JAX's too: TensorFlow rounds the places of its
cubic curve to 1/1024, and only `compare` under TensorFlow says how far it is away. Adaptive pooling to a single place is left out: its gradient
in TensorFlow is garbage, because one of the two poolings that it is made of has no places there.
Every case is a layer called once on a random input: its output, and the gradients of sum(output * loss_weights). The
cases named "ties" have inputs of few whole numbers, so that windows hold equal largest numbers.
"""

import json
import sys

from goldens import (BACKEND, FOLDER, Draw, compare, layer_case, masks, named_weights, ops, plain, randomise,
                     to_json)

import keras
import numpy as np

FILE = FOLDER / "vocabulary_conv.json"


def case(name, class_name, shape, mask=None, ties=False, timed=False, both=None, **config):
    draw = Draw(name)
    x = draw.ints(shape, 3).astype("float32") if ties else draw.normal(shape)
    layer = getattr(keras.layers, class_name)(**config)
    if timed:
        layer = keras.layers.TimeDistributed(layer)
    if both:
        layer = keras.layers.Bidirectional(layer, merge_mode=None if both == "none" else both)
    layer.build(x.shape)
    randomise(layer, draw)
    mask = masks(shape[1])[mask][:shape[0]] if mask else None
    s = spoken(class_name, config)
    found = layer_case(name, s, draw, layer, x, mask)
    rename = lambda d: {n.removeprefix("layer/"): v for n, v in d.items()}
    found = short(found)
    found["weights"], found["gradients"] = rename(found["weights"]), rename(found["gradients"])
    return {"name": name, "time_distributed": timed} | ({"bidirectional": both} if both else {}) | found


def spoken(class_name, config):
    words = {k: list(v) if isinstance(v, tuple) else v for k, v in config.items()}
    words = {k: [list(p) if isinstance(p, tuple) else p for p in v] if isinstance(v, list) else v for k, v in words.items()}
    return {"class_name": class_name, "config": words}


def stateful_case(name, class_name, shape, mask=None, both=None, **config):
    """Two batches that carry the state, a reset, one more batch."""
    draw = Draw(name)
    layer = getattr(keras.layers, class_name)(stateful=True, **config)
    if both:
        layer = keras.layers.Bidirectional(layer, merge_mode=both)
    layer.build(shape)
    randomise(layer, draw)
    calls = []
    for reset in (False, False, True):
        if reset:
            layer.reset_state()
        x = draw.normal(shape)
        call = {"reset_before": reset, "input": x}
        if mask:
            call["mask"] = masks(shape[1])[mask][:shape[0]]
        outputs = layer(ops.convert_to_tensor(x), **({"mask": ops.convert_to_tensor(call["mask"])} if mask else {}))
        calls.append(call | {"output": outputs})
    case = {"name": name, "layer": spoken(class_name, config | {"stateful": True}), "weights": named_weights(layer)}
    return short(plain(case | ({"bidirectional": both} if both else {}) | {"calls": calls}))


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
    padded = [dict(kernel_size=k, padding=p, strides=s, output_padding=o) for k, s, o in (
        (2, 2, 0), (2, 2, 1), (3, 2, 0), (3, 2, 1), (2, 3, 2), (3, 3, 2), (1, 3, 2), (4, 3, 1), (3, 1, 0))
        for p in ("valid", "same") if p == "valid" or k % 2 or o]
    yield from grid("Conv1DTranspose", (1, 3, 2), padded, filters=1)
    yield from grid("Conv2DTranspose", (1, 2, 3, 1), [
        dict(kernel_size=(2, 3), padding=p, strides=(2, 3), output_padding=o) for p in ("valid", "same") for o in (1, (1, 2))
    ], filters=2)
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
    for merge in ("concat", "sum", "mul", "ave", "none"):
        for o in ({}, dict(return_sequences=True)):
            yield case(f"Bidirectional/ConvLSTM1D/{merge}/{o}", "ConvLSTM1D", (2, 3, 3, 1), both=merge, filters=1,
                       kernel_size=2, **o)
    yield case("Bidirectional/ConvLSTM1D/turned_around", "ConvLSTM1D", (2, 3, 3, 1), both="concat", filters=2,
               kernel_size=2, go_backwards=False, return_sequences=True, padding="same", use_bias=False)
    yield case("Bidirectional/ConvLSTM2D", "ConvLSTM2D", (1, 2, 3, 3, 1), both="concat", filters=1, kernel_size=2)
    masked = [dict(mask=m) | o for m in ("right", "holes") for o in (
        {}, dict(return_sequences=True), dict(return_sequences=True, zero_output_for_mask=True),
        dict(return_sequences=True, go_backwards=True))]
    if BACKEND == "tensorflow":
        yield from grid("ConvLSTM1D", (3, 4, 3, 1), masked, filters=2, kernel_size=2)
        yield case("ConvLSTM2D/masked", "ConvLSTM2D", (3, 4, 2, 3, 1), "holes", filters=2, kernel_size=2, return_sequences=True)
        for mask in ("right", "holes", "full_row"):
            for o in ({}, dict(return_sequences=True)):
                yield case(f"Bidirectional/ConvLSTM1D/mask_{mask}/{o}", "ConvLSTM1D", (3, 4, 2, 1), mask, both="concat",
                           filters=1, kernel_size=2, **o)


def stateful_cases():
    yield stateful_case("stateful/ConvLSTM1D", "ConvLSTM1D", (2, 3, 4, 1), filters=1, kernel_size=2)
    yield stateful_case("stateful/ConvLSTM1D/backwards", "ConvLSTM1D", (2, 3, 4, 1), filters=2, kernel_size=3,
                        padding="same", return_sequences=True, go_backwards=True)
    yield stateful_case("stateful/ConvLSTM2D", "ConvLSTM2D", (1, 2, 3, 3, 1), filters=2, kernel_size=2, return_sequences=True)
    yield stateful_case("stateful/Bidirectional", "ConvLSTM1D", (2, 3, 3, 1), both="concat", filters=1, kernel_size=2,
                        return_sequences=True)
    yield stateful_case("stateful/Bidirectional/sum", "ConvLSTM2D", (1, 2, 3, 3, 1), both="sum", filters=1, kernel_size=2)
    if BACKEND == "tensorflow":
        # no row starts masked: there TensorFlow shows zeros, JAX and Rondo the state that was carried
        yield stateful_case("stateful/ConvLSTM1D/masked", "ConvLSTM1D", (3, 4, 3, 1), "right", filters=1, kernel_size=2,
                            return_sequences=True)
        yield stateful_case("stateful/Bidirectional/masked", "ConvLSTM1D", (3, 4, 3, 1), "right", both="concat", filters=1,
                            kernel_size=2)


def cases_of_jax():
    yield from grid("Conv1DTranspose", (2, 4, 3), [dict(kernel_size=k, padding=p, dilation_rate=2)
                                                   for k in (2, 3) for p in ("valid", "same")], filters=2)
    yield from grid("Conv2DTranspose", (2, 3, 4, 2), [dict(kernel_size=(2, 3), padding="same", dilation_rate=2)], filters=3)
    yield from grid("Conv1DTranspose", (1, 3, 2), [
        dict(kernel_size=k, padding="same", strides=s, output_padding=0) for k, s in ((2, 2), (4, 3), (2, 1))], filters=1)
    yield from grid("Conv1DTranspose", (1, 3, 2), [
        dict(kernel_size=2, padding=p, dilation_rate=2, output_padding=0) for p in ("valid", "same")], filters=1)
    yield from pictures()


def pictures():
    """What resizes: TensorFlow can do it too, but rounds."""
    yield from grid("UpSampling2D", (1, 3, 4, 1), [dict(size=n, interpolation=i) for n in (2, (1, 4), (3, 2))
                                                   for i in ("bicubic", "lanczos3", "lanczos5")])
    every = ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5")
    yield from grid("Resizing", (1, 4, 5, 1), [dict(height=h, width=w, interpolation=i) for h, w in ((7, 3), (4, 8), (1, 2))
                                               for i in every])
    yield from grid("Resizing", (2, 7, 5, 2), [dict(interpolation=i, antialias=True) for i in every], height=3, width=4)
    yield from grid("Resizing", (1, 5, 9, 1), [
        dict(), dict(crop_to_aspect_ratio=True), dict(pad_to_aspect_ratio=True),
        dict(pad_to_aspect_ratio=True, fill_value=0.5, interpolation="bicubic"),
        dict(crop_to_aspect_ratio=True, interpolation="lanczos3", antialias=True)], height=4, width=3)
    yield from grid("Resizing", (1, 9, 4, 1), [dict(crop_to_aspect_ratio=True), dict(pad_to_aspect_ratio=True, fill_value=-1.0)],
                    height=3, width=7)
    yield from grid("CenterCrop", (1, 5, 6, 2), [dict(height=h, width=w) for h, w in ((2, 3), (5, 6), (4, 1), (7, 4), (8, 8))])


def arrays(x):
    """JSON read again as what it was written from, so that it is written the same way."""
    if isinstance(x, dict) and set(x) == {"shape", "data"}:
        return np.array(x["data"], "float32").reshape(x["shape"])
    if isinstance(x, dict):
        return {k: np.float32(v) if k == "loss" else arrays(v) for k, v in x.items()}
    return [arrays(v) for v in x] if isinstance(x, list) else x


def write(cases, stateful):
    meta = {"by": "vocabulary_conv.py", "keras": keras.__version__, "numpy": np.__version__}
    text = to_json({"meta": meta, "cases": cases, "stateful": stateful}) + "\n"
    FILE.write_text(text, encoding="utf-8")
    print(f"{FILE.name}: {len(text) // 1024} KB, {len(cases)} cases, {len(stateful)} stateful")


def main():
    keras.utils.set_random_seed(1)
    if BACKEND == "tensorflow" and "compare" not in sys.argv:
        write(plain(list(cases())), plain(list(stateful_cases())))
        return
    file = json.loads(FILE.read_text(encoding="utf-8"))
    theirs = {c["name"]: c for c in file["cases"] + file["stateful"]}
    if "compare" not in sys.argv:
        own = plain(list(cases_of_jax()))
        names = {c["name"] for c in own}
        write([arrays(c) for c in file["cases"] if c["name"] not in names] + own, [arrays(c) for c in file["stateful"]])
        return
    differences = []
    again = list(cases()) + list(stateful_cases()) if BACKEND == "jax" else list(pictures())
    for found in plain(again):
        wrong = [k for k, v in found.get("gradients", {}).items() if not np.isfinite(v).all()]
        wrong += ["output" for v in found.get("outputs", []) if not np.isfinite(v).all()]
        if wrong:
            print(f"   not finite in {BACKEND}, output or gradient of: {found['name']}, {wrong}")
            continue
        ours = json.loads(to_json(found))
        compare(ours, theirs[ours["name"]], ours["name"], differences)
    differences.sort(key=lambda d: -d[0])
    print(f"{len(differences)} arrays compared; largest difference {differences[0][0]:.2g}")
    words = {}
    for d, path in differences:
        word = path.split("/")[0]
        words[word] = max(d, words.get(word, 0.0))
    for word, d in sorted(words.items()):
        print(f"   {d:.2g}  {word}")
    for d, path in differences:
        if d > 1e-5:
            print(f"   {d:.2g}  {path}")


if __name__ == "__main__":
    sys.exit(main())
