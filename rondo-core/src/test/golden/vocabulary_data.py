"""What Keras's windows, skip-grams and sampling table, tf.data's buckets, scikit-learn's scalers and PyTorch's streams give,
for the tests of `dev.rondo.data`.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 scikit-learn==1.9.1
    python vocabulary_data.py        # writes ../resources/golden/vocabulary_data.json

Windows and generators run over a series whose numbers say where they stand (row · 10 + column), so one wrong place shows.
The scalers get random numbers. `streams` is `batchify` and `get_batch` of PyTorch's word language model example
(pytorch/examples, word_language_model/main.py), in NumPy.
"""

import contextlib
import io
import os
import random

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

from goldens import FOLDER, Draw, keras, np, sklearn, to_json  # noqa: E402

import tensorflow as tf  # noqa: E402
from keras.src.legacy.preprocessing import sequence as legacy  # noqa: E402
from sklearn.preprocessing import MinMaxScaler, StandardScaler  # noqa: E402


def series(rows, columns):
    """Every number says where it stands."""
    if columns == 0:
        return np.arange(rows, dtype="float32") * 10
    return np.add.outer(np.arange(rows) * 10, np.arange(columns)).astype("float32")


def windows():
    cases = []
    options = [(rows, columns, length, stride, rate, start, end, targets)
               for rows, columns in [(23, 0), (20, 2)]
               for length, stride, rate in [(1, 1, 1), (4, 1, 1), (4, 3, 1), (3, 1, 4), (3, 2, 3), (5, 7, 2)]
               for start, end in [(0, None), (3, None), (0, 17), (5, 19), (2, 6)]
               for targets in [None, rows, 13]]
    for rows, columns, length, stride, rate, start, end, targets in options:
        case = dict(name=f"{rows}x{columns} length {length} stride {stride} rate {rate} from {start} to {end} targets {targets}",
                    rows=rows, columns=columns, length=length, stride=stride, rate=rate, start=start, end=end, targets=targets)
        y = None if targets is None else series(targets, 0) + 5
        try:
            data = keras.utils.timeseries_dataset_from_array(
                series(rows, columns), y, length, sequence_stride=stride, sampling_rate=rate,
                batch_size=None, start_index=start or None, end_index=end)
            items = list(data.as_numpy_iterator())
        except (ValueError, tf.errors.InvalidArgumentError) as e:
            cases.append(case | dict(error=type(e).__name__))
            continue
        if not items:
            cases.append(case | dict(error="empty"))
        elif targets is None:
            cases.append(case | dict(x=np.stack(items)))
        else:
            cases.append(case | dict(x=np.stack([i[0] for i in items]), y=np.stack([i[1] for i in items])))
    for bad in [dict(sequence_stride=0), dict(sequence_stride=10), dict(sampling_rate=0), dict(sampling_rate=10),
                dict(start_index=10), dict(start_index=-1), dict(end_index=10), dict(end_index=-1),
                dict(start_index=5, end_index=5), dict(start_index=5, end_index=4)]:
        case = dict(name=f"refused {bad}", rows=10, columns=0, length=2, stride=bad.get("sequence_stride", 1),
                    rate=bad.get("sampling_rate", 1), start=bad.get("start_index", 0), end=bad.get("end_index"), targets=None)
        try:
            keras.utils.timeseries_dataset_from_array(series(10, 0), None, 2, **bad)
            raise AssertionError(f"Keras takes {bad}")
        except ValueError:
            cases.append(case | dict(error="ValueError"))
    return cases


def generators():
    cases = []
    for rows, columns in [(23, 0), (20, 2)]:
        for length, rate, stride in [(1, 1, 1), (4, 1, 1), (5, 2, 1), (6, 3, 4), (7, 3, 2)]:
            for start, end in [(0, None), (3, None), (0, 17), (5, 19), (12, 18)]:
                for reverse in [False, True]:
                    case = dict(name=f"{rows}x{columns} length {length} rate {rate} stride {stride} from {start} to {end} "
                                     f"reverse {reverse}", rows=rows, columns=columns, length=length, rate=rate,
                                stride=stride, start=start, end=end, reverse=reverse)
                    try:
                        data = legacy.TimeseriesGenerator(
                            series(rows, columns), series(rows, 0) + 5, length, sampling_rate=rate, stride=stride,
                            start_index=start, end_index=end, reverse=reverse, batch_size=4)
                    except ValueError:
                        cases.append(case | dict(error="ValueError"))
                        continue
                    batches = [data[i] for i in range(len(data))]
                    cases.append(case | dict(batches=len(batches), x=np.concatenate([b[0] for b in batches]),
                                             y=np.concatenate([b[1] for b in batches])))
    return cases


def sampling_tables():
    return [dict(name=f"{size} {factor}", size=size, factor=factor,
                 table=[float(p) for p in legacy.make_sampling_table(size, factor)])
            for size, factor in [(1, 1e-5), (2, 1e-5), (50, 1e-5), (50, 1e-3), (20, 0.1)]]


def skipgrams():
    cases = []
    for name, text in [("plain", [1, 2, 3, 4, 5, 6, 7]), ("holes", [0, 3, 0, 0, 5, 1, 0, 3, 3, 0]), ("one", [4]), ("none", []),
                       ("drawn", Draw("skipgrams").ints((30,), 9).tolist())]:
        for window in [1, 2, 4]:
            couples, labels = legacy.skipgrams(text, 10, window_size=window, negative_samples=0.0, shuffle=False)
            one_hot = legacy.skipgrams(text, 10, window_size=window, negative_samples=0.0, shuffle=False, categorical=True)[1]
            cases.append(dict(name=f"{name} {window}", text=text, window=window, couples=sum(couples, []), labels=labels,
                              categorical=sum(one_hot, [])))
    return cases


def negatives():
    """How many come, and whose words: both are certain, if not in which order."""
    cases = []
    for share in [0.5, 1.0, 2.5]:
        random.seed(1)
        text = [1, 2, 0, 3, 2, 5]
        couples, labels = legacy.skipgrams(text, 10, window_size=2, negative_samples=share, shuffle=False)
        n = labels.count(0)
        cases.append(dict(name=str(share), text=text, share=share, positives=labels.count(1), negatives=n))
    return cases


def buckets():
    cases = []
    for name, boundaries, sizes, drop in [("two", [4, 7], [2, 3, 1], False), ("dropped", [4, 7], [2, 3, 4], True),
                                          ("one", [], [3], False), ("many", [2, 4, 6, 8], [5, 4, 3, 2, 1], False),
                                          ("empty buckets", [20, 30], [4, 2, 2], False)]:
        lengths = Draw("buckets").ints((29,), 11, 1)
        rows = tf.data.Dataset.from_generator(
            lambda: ((i, [1] * n) for i, n in enumerate(lengths.tolist())),
            output_signature=(tf.TensorSpec([], tf.int32), tf.TensorSpec([None], tf.int32)))
        batches = rows.bucket_by_sequence_length(lambda i, s: tf.size(s), boundaries, sizes, drop_remainder=drop)
        got = [b[0].tolist() for b in batches.as_numpy_iterator()]
        cases.append(dict(name=name, lengths=lengths.tolist(), boundaries=boundaries, sizes=sizes, drop=drop,
                          counts=[len(b) for b in got], rows=sum(got, [])))
    return cases


def scalers():
    cases = []
    for name, scaler in [("standard", StandardScaler()), ("no mean", StandardScaler(with_mean=False)),
                         ("no std", StandardScaler(with_std=False)), ("minmax", MinMaxScaler()),
                         ("range", MinMaxScaler(feature_range=(-1, 2))), ("clip", MinMaxScaler(clip=True))]:
        draw = Draw(name)
        train, test = draw.normal((11, 4), 3), draw.normal((7, 4), 5)
        train[:, 1] += 100
        train[:, 2] = test[:, 2] = 0.1       # a column that never changes
        # in double precision, as Rondo computes: what float32 would add is scikit-learn's rounding, not its meaning
        scaler.fit(train.astype("float64"))
        out = scaler.transform(test.astype("float64"))
        cases.append(dict(name=name, train=train, test=test, out=out.astype("float32"),
                          back=scaler.inverse_transform(out).astype("float32")))
    return cases


def streams():
    cases = []
    for n, width, steps in [(26, 4, 3), (26, 4, 2), (25, 5, 2), (9, 1, 4), (12, 3, 10), (31, 3, 3)]:
        ids = Draw(f"streams {n}").ints((n,), 50)
        source = ids[:n // width * width].reshape(width, -1).T
        batches = []
        for i in range(0, len(source) - 1, steps):
            length = min(steps, len(source) - 1 - i)
            batches.append(dict(x=source[i:i + length].T.copy(), y=source[i + 1:i + 1 + length].T.copy()))
        cases.append(dict(name=f"{n} {width} {steps}", ids=ids.tolist(), streams=width, steps=steps, batches=batches))
    return cases


PARTS = [windows, generators, sampling_tables, skipgrams, negatives, buckets, scalers, streams]

if __name__ == "__main__":
    with contextlib.redirect_stderr(io.StringIO()):
        content = {part.__name__: part() for part in PARTS}
    text = to_json({"meta": {"by": "vocabulary_data.py", "keras": keras.__version__, "tensorflow": tf.__version__,
                             "scikit_learn": sklearn.__version__, "numpy": np.__version__}, **content}) + "\n"
    file = FOLDER / "vocabulary_data.json"
    file.write_text(text, encoding="utf-8")
    print(f"{file.name}: {len(text) // 1024} KB, " + ", ".join(f"{len(v)} {k}" for k, v in content.items()))
