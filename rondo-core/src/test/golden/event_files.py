"""What TensorFlow's writer makes of a few scalars and histograms, byte by byte, and what Keras's callback writes when.

Run from anywhere (Python 3.11, seconds):

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 tensorboard==2.21.0
    python event_files.py            # writes ../resources/golden/event_files.json

"events": each event, its fields and its bytes in hex; "records": one as it stands in the file, checksums and all. "fit":
for each update_freq the events of a training of two epochs of three batches, with a validation of three, as
[directory, tag, step], weights named as Rondo names them. update_freq=2 is left out: Keras loses the scalars of an epoch
or of a validation whose last batch has a number that 2 does not divide (its writer records nothing then); Rondo writes
them.
"""

import glob
import json
import os
import pathlib
import shutil
import struct
import tempfile

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"


def events_in(folder):
    for file in sorted(glob.glob(f"{folder}/*tfevents*")):
        data = open(file, "rb").read()
        at = 0
        while at < len(data):
            (length,) = struct.unpack_from("<Q", data, at)
            event = tf.compat.v1.Event.FromString(data[at + 12 : at + 12 + length])
            yield event, data[at : at + 16 + length]
            at += 16 + length


def records():
    folder = tempfile.mkdtemp()
    rng = np.random.default_rng(7)
    histograms = {
        "lstm/kernel/histogram": rng.normal(size=50).round(2),
        "equal/histogram": np.full(3, 0.25),
        "wide/histogram": np.arange(61) / 2,
    }
    scalars = [("epoch_loss", 0.5, 0), ("epoch_loss", 0.1, 1), ("batch_accuracy", 1e-30, 300), ("epoch_손실", -3, 1 << 33),
               ("epoch_loss", float("nan"), 2), ("epoch_learning_rate", 0.0, 3)]
    with tf.summary.create_file_writer(folder).as_default():
        for tag, value, step in scalars:
            tf.summary.scalar(tag, value, step=step)
        for tag, numbers in histograms.items():
            tf.summary.histogram(tag, numbers.astype("float32"), step=5)
    cases = []
    found = [(e, b) for e, b in events_in(folder) if e.summary.value]
    for (event, data), (tag, numbers, step) in zip(
        found, scalars + [(t, [float(x) for x in np.float32(h)], 5) for t, h in histograms.items()], strict=True
    ):
        # the clock is the only thing that differs from run to run: set to a time that a Java clock can name
        event.wall_time = 1700000000.125
        assert event.summary.value[0].tag == tag and event.step == step
        cases.append({
            "tag": tag, "step": step, "millis": 1700000000125,
            "value": "NaN" if numbers != numbers else numbers,
            "event": event.SerializeToString(deterministic=True).hex(),
        })
    # one record as it stands in the file, checksums and all
    whole = next(b for e, b in events_in(folder) if e.summary.value)
    shutil.rmtree(folder)
    return {"events": cases, "records": [whole.hex()]}


def fit():
    cases = []
    for freq in ("epoch", 1, 3):
        folder = tempfile.mkdtemp()
        model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, name="dense")], name="model")
        model.compile("sgd", "mse", metrics=["mae"])
        model.fit(np.ones((6, 2)), np.ones(6), batch_size=2, epochs=2, verbose=0,
                  validation_data=(np.ones((6, 2)), np.ones(6)),
                  callbacks=[keras.callbacks.TensorBoard(folder, update_freq=freq, histogram_freq=2, write_graph=False)])
        events = [
            [part, value.tag.removeprefix("model/").replace("mae", "mean_absolute_error"), int(event.step)]
            for part in ("train", "validation")
            for event, _ in events_in(f"{folder}/{part}")
            for value in event.summary.value
        ]
        cases.append({"update_freq": 0 if freq == "epoch" else freq, "events": sorted(events)})
        shutil.rmtree(folder)
    return cases


if __name__ == "__main__":
    file = FOLDER / "event_files.json"
    file.write_text(json.dumps({**records(), "fit": fit()}, indent=1, ensure_ascii=False) + "\n")
    print(file, file.stat().st_size, "bytes")
