"""Sounds, crossed features, windows, vocabularies in files, directories of texts, and what callbacks say: what Keras makes
of them, for SoundsGoldenTest, CrossingGoldenTest,
VocabularyFilesGoldenTest, DataWordsGoldenTest, CallbackWordsGoldenTest and CheckpointTest.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=jax python vocabulary_input.py           # writes the sounds into vocabulary_input.json
    KERAS_BACKEND=tensorflow python vocabulary_input.py    # writes the rest, compares the sounds

Crossed features, vocabularies and callbacks are TensorFlow's alone. The sounds are JAX's, because the backends disagree
about one thing: a periodic window of an odd length is a symmetric one with TensorFlow, a periodic one with JAX, PyTorch
and SciPy. The cases "hamming" and "odd" show it, and the comparison prints it. Sounds are given to MelSpectrogram one at a time: of
a batch Keras cuts 80 decibels below the loudest number of all its sounds.
"""

import contextlib
import io
import json
import os
import pathlib
import tempfile

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

from goldens import BACKEND, FOLDER, Draw, gradients, keras, np, ops, plain, to_json  # noqa: E402

kl = keras.layers
WINDOWS = ["barthann", "bartlett", "blackman", "blackmanharris", "bohman", "boxcar", "cosine", "exponential", "flattop",
           "hamming", "hann", "lanczos", "nuttall", "parzen", "taylor", "triang", "tukey"]


def windows():
    """By way of the real kernel, whose first band is the window."""
    cases = []
    for window in WINDOWS:
        for steps in [1, 2, 5, 8]:
            for periodic in [False, True]:
                kernel = plain(keras.initializers.STFT("real", window, None, periodic)((steps, 1, 3)))
                cases.append(dict(name=f"{window} {steps} {periodic}", window=window, periodic=periodic, steps=steps,
                                  values=kernel[:, 0, 0]))
    return cases


def given_windows():
    cases = []
    values = [0.25, 1.0, -0.5, 2.0]
    for scaling in [None, "density", "spectrum"]:
        for side in ["real", "imag"]:
            kernel = plain(keras.initializers.STFT(side, np.array(values, "float32"), scaling)((4, 1, 5)))
            cases.append(dict(name=f"{side} {scaling}", window=values, scaling=scaling or "none", side=side, kernel=kernel))
    return cases


def sounds(name, layer, x, seed):
    """The output, and the gradients of its weighted sum."""
    draw = Draw(seed)
    layer(x)
    importance = draw.normal(plain(layer(x)).shape)

    def run(tensors):
        y = layer(tensors[0])
        return ops.sum(y * importance), y

    _, y, dx, dw = gradients(run, [x], layer.trainable_variables)
    return dict(name=name, x=x, output=plain(y), importance=importance, dx=plain(dx[0]),
                weights={v.name: plain(v) for v in layer.trainable_variables} and
                {v.name: plain(g) for v, g in zip(layer.trainable_variables, dw)})


def stft_spectrograms():
    cases = []
    options = [("defaults", dict(frame_length=8))]
    options += [(mode, dict(frame_length=8, mode=mode)) for mode in
                ["magnitude", "psd", "real", "imag", "angle", "stft"]]
    options += [(f"{mode} wide", dict(frame_length=5, frame_step=3, fft_length=9, mode=mode, padding="same",
                                      expand_dims=True)) for mode in ["log", "psd", "angle", "stft"]]
    options += [(f"scaling {s}", dict(frame_length=6, mode="magnitude", scaling=s)) for s in [None, "spectrum"]]
    options += [(f"{w}", dict(frame_length=6, mode="real", window=w, periodic=True)) for w in ["hamming", "tukey", None]]
    options += [("given", dict(frame_length=4, mode="imag", window=[0.25, 1.0, -0.5, 2.0])),
                ("step", dict(frame_length=6, frame_step=6, mode="magnitude")),
                ("short", dict(frame_length=6, padding="same", mode="real", frame_step=4))]
    for name, option in options:
        draw = Draw("stft " + name)
        x = draw.normal((2, 5 if name == "short" else 13, 3 if "wide" in name else 2 if name == "defaults" else 1))
        layer = kl.STFTSpectrogram(**option)
        cases.append(sounds(name, layer, x, "importance " + name) | dict(options=option))
    return cases


def mel_spectrograms():
    cases = []
    small = dict(fft_length=16, sequence_stride=5, num_mel_bins=5, sampling_rate=8000)
    options = [("small", {}), ("power", dict(power_to_db=False)), ("magnitude", dict(power_to_db=False, mag_exp=1.0)),
               ("hamming", dict(window="hamming", sequence_length=11)), ("no window", dict(window=None)),
               ("no window short", dict(window=None, sequence_length=9)),
               ("given", dict(window=[0.5, 1.0, 2.0, 1.0, 0.25, 0.75], sequence_length=6)),
               ("frequencies", dict(min_freq=300.0, max_freq=2500.0)), ("top", dict(top_db=6.0)),
               ("floor", dict(min_power=0.5, ref_power=2.0)), ("odd", dict(fft_length=15, sequence_stride=4)),
               ("long stride", dict(sequence_stride=20)), ("exponent", dict(mag_exp=1.5, power_to_db=False))]
    for name, option in options:
        o = small | option
        x = Draw("mel " + name).normal((1, 43))
        layer = kl.MelSpectrogram(**{k: np.array(v, "float32") if isinstance(v, list) else v for k, v in o.items()})
        cases.append(sounds(name, layer, x, "importance mel " + name) | dict(options=o))
    layer = kl.MelSpectrogram(fft_length=512, sampling_rate=16000, num_mel_bins=20)
    x = Draw("mel large").normal((1, 1500))
    cases.append(dict(name="large", options=dict(fft_length=512, num_mel_bins=20), x=x, output=plain(layer(x))))
    return cases


def crossings():
    cases = []
    for bins in [1, 2, 5, 1000, 2**24]:
        a, b, c = [Draw(f"cross {bins}{i}").ints((12, 1), 3000, -1000) for i in "abc"]
        for columns in [[a, b], [b, a], [a, b, c]]:
            layer = kl.HashedCrossing(bins)
            case = dict(name=f"{bins} {len(columns)} {len(cases)}", bins=bins, columns=[x.astype("float32") for x in columns],
                        ids=plain(layer(columns)).astype("int32").ravel().tolist())
            cases.append(case)
    a, b = [Draw(f"cross {i}").ints((6, 1), 9) for i in "ab"]
    hot = plain(kl.HashedCrossing(4, output_mode="one_hot")([a, b]))
    flat = plain(kl.HashedCrossing(4, output_mode="one_hot")([a[:, 0], b[:, 0]]))
    texts = [["A", "B", "", "한국", "A", "x" * 70], ["1", "B", "", "어", "a", "y"]]
    mixed = []
    for bins in [3, 1000, 2**31 - 1]:
        ids = plain(kl.HashedCrossing(bins)([np.array(t)[:, None] for t in texts]))
        both = plain(kl.HashedCrossing(bins)([np.array(texts[0])[:, None], np.arange(-2, 4)[:, None]]))
        mixed.append(dict(name=str(bins), bins=bins, first=texts[0], second=texts[1], ids=ids.ravel().tolist(),
                          with_numbers=both.ravel().tolist()))
    return dict(whole=cases, one_hot=dict(columns=[a.astype("float32"), b.astype("float32")], output=hot, flat=flat),
                texts=mixed)


def vocabularies():
    """Files byte by byte, and the numbers that Keras gives the tokens with them."""
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        # a name of its own for each: TensorFlow keeps a table by the name of its file
        for name, content in [("plain", "b\na\nc"), ("end", "b\na\nc\n"), ("windows", "b\r\na\r\nc\r\n"),
                              ("blanks", "b c\n a\n한국어\n")]:
            file = pathlib.Path(folder) / f"{name}.txt"
            file.write_bytes(content.encode())
            asked = ["a", "b", "c", "b c", " a", "한국어", "zz", ""]
            layer = kl.StringLookup(vocabulary=str(file))
            case = dict(name=name, content=content, asked=asked, ids=plain(layer(asked)).tolist(),
                        size=layer.vocabulary_size())
            if name in ("plain", "end", "windows"):
                text = kl.TextVectorization(vocabulary=str(file))
                case["text_ids"] = plain(text(["a zz b", "c"])).tolist()
            cases.append(case)
        file = pathlib.Path(folder) / "numbers.txt"
        file.write_text("7\n-3\n12\n")
        layer = kl.IntegerLookup(vocabulary=str(file))
        numbers = dict(name="numbers", content="7\n-3\n12\n", asked=[12, 5, 7, -3],
                       ids=plain(layer(np.array([12, 5, 7, -3]))).tolist())
        saved = []
        for name, layer, tokens in [("words", kl.StringLookup(mask_token="", num_oov_indices=2), ["b", "a", "b"]),
                                    ("counts", kl.StringLookup(output_mode="count"), ["b", "a", "b"]),
                                    ("numbers", kl.IntegerLookup(mask_token=0), [4, 9, 9])]:
            layer.adapt(np.array(tokens))
            layer.save_assets(folder)
            saved.append(dict(name=name, file=(pathlib.Path(folder) / "vocabulary.txt").read_text()))
    return dict(read=cases, numbers=numbers, saved=saved)


def messages():
    """What callbacks print in a training whose validation loss is given."""
    values = [0.5, 0.4, 0.45, 0.43, 0.40001, 0.41]

    def said(callback, folder):
        class Given(keras.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                logs["val_loss"] = values[epoch]

        model = keras.Sequential([keras.Input((1,)), kl.Dense(1)])
        model.compile("sgd", "mse")
        model.optimizer.learning_rate = 0.5
        x = np.zeros((2, 1), "float32")
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            model.fit(x, x, epochs=len(values), verbose=0, callbacks=[Given(), callback])
        return out.getvalue().replace(str(folder), "FOLDER")

    cb = keras.callbacks
    with tempfile.TemporaryDirectory() as folder:
        at = os.path.join(folder, "{epoch:02d}-{val_loss:.3f}.keras")
        return {
            "values": values,
            "early_stopping": said(cb.EarlyStopping(patience=2, restore_best_weights=True, verbose=1), folder),
            "reduce_lr_on_plateau": said(cb.ReduceLROnPlateau(factor=0.25, patience=1, cooldown=1, min_lr=0.0625,
                                                              verbose=1), folder),
            "learning_rate_scheduler": said(cb.LearningRateScheduler(lambda e, lr: 0.5 / 2**e, verbose=1), folder),
            "model_checkpoint": said(cb.ModelCheckpoint(at, save_best_only=True, verbose=1), folder),
            "model_checkpoint_all": said(cb.ModelCheckpoint(at, verbose=1), folder),
        }


def file_names():
    """Numbers as Python's format writes them."""
    logs = [0.125, 0.5, 2.675, 1234567.0, 0.000012345, 1e-5, 100.0, 0.0, -0.5, 1e16, 123456789.125, 0.1 + 0.2]
    formats = ["{x}", "{x:f}", "{x:.2f}", "{x:.0f}", "{x:e}", "{x:.3e}", "{x:g}", "{x:.3g}", "{x:.1g}", "{x:08.2f}", "{x:10.3e}"]
    return [dict(name=f, format=f, values=logs, texts=[f.format(x=x) for x in logs]) for f in formats] + [
        dict(name=f, format=f.replace("x", "epoch"), values=[3, 12, 120], texts=[f.format(x=x) for x in [3, 12, 120]])
        for f in ["{x:02d}", "{x:d}", "{x:4d}"]]


def averages():
    """Trainings judged by the averages of their weights."""
    cases = []
    draw = Draw("averages")
    x, y, vx, vy = draw.normal((8, 3)), draw.normal((8, 1)), draw.normal((4, 3)), draw.normal((4, 1))
    kernel = draw.normal((3, 1), 0.5)
    for swap, on_epoch in [(False, False), (True, False), (True, True)]:
        model = keras.Sequential([keras.Input((3,)), kl.Dense(1, name="dense")])
        model.layers[0].kernel.assign(kernel)
        model.compile(keras.optimizers.SGD(0.1, use_ema=True, ema_momentum=0.75), "mse")
        seen = []
        look = keras.callbacks.LambdaCallback(on_epoch_end=lambda e, logs: seen.append(plain(model.layers[0].kernel).copy()))
        callbacks = [keras.callbacks.SwapEMAWeights(on_epoch)] if swap else []
        history = model.fit(x, y, batch_size=4, epochs=4, shuffle=False, validation_data=(vx, vy), verbose=0,
                            callbacks=callbacks + [look])
        cases.append(dict(name=f"{swap} {on_epoch}", swap=swap, on_epoch=on_epoch, x=x, y=y, vx=vx, vy=vy, kernel=kernel,
                          loss=history.history["loss"], val_loss=history.history["val_loss"], seen=seen,
                          end=plain(model.layers[0].kernel)))
    return cases


def normalized():
    cases = []
    for shape in [(5,), (3, 4), (2, 3, 4)]:
        x = Draw(f"normalize {shape}").normal(shape)
        x[0] = 0
        for axis in [-1, *range(1, len(shape))]:  # of axis 0 NumPy's arrays are divided along another one
            for order in [1, 2, 3, np.inf]:
                cases.append(dict(name=f"{shape} {axis} {order}", x=x, axis=axis, order=str(order).replace("inf", "Infinity"),
                                  output=keras.utils.normalize(x, axis, order).astype("float32")))
        y = keras.utils.normalize(ops.convert_to_tensor(x), 0, 2)
        cases.append(dict(name=f"{shape} 0", x=x, axis=0, order="2", output=plain(y)))
    return cases


def splits():
    cases = []
    for n in [5, 10, 11]:
        for left, right in [(0.8, None), (0.5, None), (0.1, None), (3, None), (0.25, 0.25), (2, 3), (0.6, 0.4), (0.01, None),
                            (1.5, None), (0, None), (n, None), (0.7, 0.7), (4, n), (-1, None), (0.99, None)]:
            case = dict(name=f"{n} {left} {right}", n=n, left=left, right=right, whole=isinstance(left, int))
            try:
                parts = keras.utils.split_dataset(np.arange(n), left, right)
                cases.append(case | dict(parts=[[int(v) for v in p.as_numpy_iterator()] for p in parts]))
            except ValueError:
                cases.append(case | dict(parts=None))
    return cases


FILES = {"pos/b.txt": "good", "pos/a.TXT": "fine 한국어 text", "pos/more/z.txt": "deep", "pos/more.x/a.txt": "dotted", "neg/10.txt":
         "bad", "neg/9.txt": "", "neg/note.md": "no text", "neg/.h.txt": "hidden", ".git/c.txt": "not a class", "top.txt": "no class",
         "Zed/é.txt": "accent", "Zed/z.txt": "after"}


def directories():
    with tempfile.TemporaryDirectory() as folder:
        for name, content in FILES.items():
            file = pathlib.Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        cases = []
        for name, options in [("all", {}), ("chosen", dict(class_names=["pos", "Zed"])), ("short", dict(max_length=4)),
                              ("training", dict(validation_split=0.3, subset="training")),
                              ("validation", dict(validation_split=0.3, subset="validation"))]:
            data = keras.utils.text_dataset_from_directory(folder, batch_size=None, shuffle=False, verbose=False, **options)
            pairs = [(t.decode(errors="replace"), int(y)) for t, y in data.as_numpy_iterator()]
            cases.append(dict(name=name, options=options, class_names=data.class_names, texts=[t for t, _ in pairs],
                              labels=[y for _, y in pairs]))
    return dict(files=[[k, v] for k, v in FILES.items()], read=cases)


def edges():
    """Texts that are short, empty or unknown, and vocabularies that are small."""
    texts = ["a", "", "   ", "a b", "!!!", "b b a c", "c, B! a"]
    new = ["", "zz", "a zz", "  b\t", "?", "a b c d"]
    cases = []
    for name, options in [("long ngrams", dict(ngrams=(3,))), ("longest", dict(ngrams=4)), ("one word", dict(max_tokens=3)),
                          ("cut", dict(output_sequence_length=1)), ("wide", dict(output_sequence_length=6)),
                          ("small ngrams", dict(ngrams=2, max_tokens=3)), ("multi_hot", dict(output_mode="multi_hot", max_tokens=3)),
                          ("count", dict(output_mode="count", ngrams=2, max_tokens=4)), ("characters", dict(split="character",
                          max_tokens=4))]:
        layer = kl.TextVectorization(**options)
        layer.adapt(texts)
        out = plain(layer(new))
        cases.append(dict(name=name, options={k: list(v) if isinstance(v, tuple) else v for k, v in options.items()},
                          vocabulary=[str(v) for v in layer.get_vocabulary()], rows=np.asarray(out).astype(int).tolist()))
    return dict(texts=texts, asked=new, cases=cases)


SOUNDS = [windows, given_windows, stft_spectrograms, mel_spectrograms]
OTHERS = [crossings, vocabularies, messages, file_names, averages, normalized, splits, directories, edges]


def arrays(x):
    """What was read from the file, as it was before it was written."""
    if isinstance(x, dict):
        if set(x) == {"shape", "data"}:
            return np.array(x["data"], "float32").reshape(x["shape"])
        return {k: arrays(v) for k, v in x.items()}
    return [arrays(v) for v in x] if isinstance(x, list) else x


def differences(a, b, at=""):
    """The largest difference of two trees, relative to the larger of 1 and what is there, and where."""
    if isinstance(a, dict):
        if set(a) == {"shape", "data"}:
            x, y = np.array(a["data"], "float64"), np.array(b["data"], "float64")
            return (float(np.abs(x - y).max() / max(1, np.abs(x).max())) if x.size else 0, at)
        return max((differences(a[k], b[k], f"{at}/{k}") for k in a), default=(0, at))
    if isinstance(a, list):
        return max((differences(x, y, f"{at}/{i}") for i, (x, y) in enumerate(zip(a, b))), default=(0, at))
    return (0, at)


if __name__ == "__main__":
    file = FOLDER / "vocabulary_input.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    sounds_now = {part.__name__: part() for part in SOUNDS}
    if BACKEND == "jax":
        content = known | sounds_now
    else:
        made = json.loads(to_json(sounds_now))
        for part in sounds_now:
            print(part, *max((*differences(old, new), new["name"]) for old, new in zip(known[part], made[part])))
        content = known | {part.__name__: part() for part in OTHERS}
    content = {"meta": {"by": "vocabulary_input.py", "keras": keras.__version__, "numpy": np.__version__}} | {
        k: v for k, v in content.items() if k != "meta"}
    text = to_json(arrays(content)) + "\n"
    file.write_text(text, encoding="utf-8")
    print(f"{file.name}: {len(text) // 1024} KB")
