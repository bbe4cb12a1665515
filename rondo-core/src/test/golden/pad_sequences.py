"""What Keras's pad_sequences gives, for PadSequencesTest.

    python pad_sequences.py > ../resources/golden/pad_sequences.json

Written with Keras 3.15.1 and NumPy 2.4.6 (KERAS_BACKEND=numpy; the function itself is plain NumPy).
"""

import itertools
import json
import os

os.environ.setdefault("KERAS_BACKEND", "numpy")
import keras  # noqa: E402
import numpy as np  # noqa: E402

INTS = [
    [[711, 632, 71], [73, 8, 3215, 55, 927], [83, 91, 1, 645, 1253, 927]],
    [[], [5], [1, 2]],
    [[-3, 7, 2147483647, -2147483648]],
    [[], []],
    [],
]
FLOATS = [[[0.5, -1.25], [1e-3, 2.0, 3.5, 4.0], []]]
VECTORS = [[[[1.0, 2.0]], [[3.0, 4.0], [5.0, 6.0], [7.0, 8.0]], []]]


def cases():
    kinds = [("ints", "int32", INTS), ("floats", "float32", FLOATS), ("vectors", "float32", VECTORS)]
    for kind, dtype, sets in kinds:
        for sequences in sets:
            for maxlen, padding, truncating, value in itertools.product(
                [None, 0, 1, 3, 6], ["pre", "post"], ["pre", "post"], [0.0, -1.5]
            ):
                case = dict(kind=kind, sequences=sequences, maxlen=maxlen, padding=padding, truncating=truncating, value=value)
                # as arrays, which is what Rondo takes: an empty cut of a list of vectors would lose its second axis
                given = [np.asarray(s, dtype) for s in sequences]
                try:
                    got = keras.utils.pad_sequences(
                        given, maxlen=maxlen, dtype=dtype, padding=padding, truncating=truncating, value=value
                    )
                    case |= dict(shape=list(got.shape), flat=np.ravel(got).tolist())
                except ValueError as e:
                    case |= dict(error=str(e))
                yield case


lines = ",\n".join(json.dumps(case) for case in cases())
print(f'{{"keras": "{keras.__version__}", "numpy": "{np.__version__}", "cases": [\n{lines}\n]}}')
