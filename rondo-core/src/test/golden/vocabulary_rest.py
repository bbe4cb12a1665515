"""Tables of summaries with their options, and what is left of layers' and activations' arguments: Keras's answers, for
SummaryOptionsGoldenTest and RestGoldenTest.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_rest.py     # writes vocabulary_rest.json
    KERAS_BACKEND=jax python vocabulary_rest.py            # compares it
"""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

from goldens import BACKEND, FOLDER, Draw, compare, keras, ops, plain, to_json  # noqa: E402
from vocabulary_nn import sparsemax  # noqa: E402
import json  # noqa: E402

kl = keras.layers


# ---------------------------------------------------------------------------------------------- summaries

def encoder():
    inner = keras.Sequential([keras.Input((None, 5)), kl.GRU(4, name="gru"), kl.Dropout(0.1, name="drop")], name="inner")
    return keras.Sequential([keras.Input((7, 5)), kl.Dense(5, name="mix"), inner, kl.Dense(3, name="last")],
                            name="encoder")


def stack():
    """A model in a model in a model; a part of it is not trained."""
    whole = encoder()
    whole.get_layer("inner").trainable = False
    return keras.Sequential([keras.Input((7, 5)), whole, kl.Dense(2, name="head"), kl.BatchNormalization(name="norm"),
                             kl.Activation("softmax", name="probability")], name="sequential")


def graph():
    x = keras.Input((7, 5), name="x")
    y = keras.Input((6,), name="y")
    a, b = keras.Input((6,), name="a"), keras.Input((3,), name="b")
    both = keras.Model([a, b], [kl.Concatenate(name="side_by_side")([kl.Dense(4, name="wide")(a), b]),
                                kl.Dense(2, name="narrow", trainable=False)(b)], name="both")
    e = encoder()(x)
    one, two = both([y, e])
    return keras.Model([x, y], [kl.Dense(1, name="answer")(one), two], name="functional")


def chain():
    x = keras.Input((7, 5), name="x")
    y = encoder()(x)
    return keras.Model(x, kl.Dense(1, name="answer", trainable=False)(y), name="functional")


def deferred():
    return keras.Sequential([kl.LSTM(3, name="lstm"), keras.Sequential([kl.Dense(2, name="d")], name="part"),
                             kl.Dropout(0.1, name="drop")], name="sequential")


def waiting():
    """Which layers wait for their input."""
    return keras.Sequential([kl.Flatten(name="flat"), kl.Reshape((2, 3), name="shaped"), kl.RepeatVector(2, name="again"),
                             kl.MaxPooling1D(2, name="pool"), kl.GlobalMaxPooling1D(name="most"), kl.Identity(name="same"),
                             kl.SpatialDropout2D(0.1, name="drop"), kl.PReLU(name="slope"), kl.Permute((2, 1), name="turned"),
                             kl.Rescaling(2.0, name="scaled"), kl.Masking(name="mask")], name="sequential")


MODELS = dict(stack=stack, graph=graph, chain=chain, deferred=deferred, waiting=waiting)
OPTIONS = [
    {}, dict(expand_nested=True), dict(show_trainable=True), dict(expand_nested=True, show_trainable=True),
    dict(line_length=50), dict(line_length=108, show_trainable=True, expand_nested=True), dict(line_length=41, expand_nested=True),
    dict(positions=[0.25, 0.6, 0.8, 1.0]), dict(positions=[0.5, 0.75, 0.9, 1.0], show_trainable=True, line_length=100),
    dict(layer_range=["encoder", "(head|answer|both)$"]), dict(layer_range=["answer|norm", "e.*r"], expand_nested=True),
]


def summaries():
    cases = []
    for name, make in MODELS.items():
        for options in OPTIONS:
            if "layer_range" in options and name in ("deferred", "waiting"):
                continue
            options = dict(options)
            # a terminal never cuts a line of a length that was asked for
            os.environ["COLUMNS"] = str(max(80, options.get("line_length", 0) + 4))
            keras.backend.clear_session()
            model = make()
            if "positions" in options and name != "graph":
                options["positions"] = options["positions"][1:]
            text = []
            model.summary(print_fn=lambda line, line_break=True: text.append(line + ("\n" if line_break else "")), **options)
            cases.append(dict(name="%s %s" % (name, json.dumps(options)), model=name, options=options, table="".join(text)))
    return cases


# ---------------------------------------------------------------------------------------------- arguments

def fair_sparsemax(x, axis):
    """The paper's, as Keras's adds up to 1 only where one number takes all; see vocabulary_nn.py."""
    return ops.moveaxis(sparsemax(ops.moveaxis(x, axis, -1)), -1, axis)


def along():
    cases = []
    for name in ["softmax", "log_softmax", "sparsemax", "glu"]:
        for axis in [1, 2, -1, -2, -3]:
            d = Draw("%s %d" % (name, axis))
            x, importance = d.normal((2, 4, 6, 2)), d.normal((2, 4, 6, 2))
            f = fair_sparsemax if name == "sparsemax" else getattr(keras.activations, name)

            def run(tensors):
                y = f(tensors[0], axis=axis)
                return ops.sum(y * importance[tuple(slice(0, n) for n in y.shape)]), y
            y, grads = gradient(run, x)
            cases.append(dict(name="%s %d" % (name, axis), axis=axis, activation=name.upper(), x=x,
                              importance=importance[tuple(slice(0, n) for n in y.shape)], y=y, gradient=grads))
    return cases


def gradient(run, x):
    if BACKEND == "tensorflow":
        import tensorflow as tf
        t = tf.convert_to_tensor(x)
        with tf.GradientTape() as tape:
            tape.watch(t)
            loss, y = run([t])
        return plain(y), plain(tape.gradient(loss, t))
    import jax
    grads = jax.grad(lambda t: run([t])[0])(x)
    return plain(run([x])[1]), plain(grads)


def capped():
    cases = []
    for cap in [1.0, 2.5, 30.0]:
        d = Draw("cap %s" % cap)
        layer = kl.ReversibleEmbedding(5, 3, logit_soft_cap=cap)
        layer.build()
        table, x = d.normal((5, 3)), d.normal((2, 4, 3)) * 2
        layer.set_weights([table])
        cases.append(dict(name=str(cap), cap=cap, table=table, x=x, y=plain(layer(x, reverse=True))))
    return cases


def fans():
    from keras.src.initializers.random_initializers import compute_fans
    cases = []
    for shape, inputs, outputs in [((3, 4, 5), [0], [1, 2]), ((3, 4, 5), [0, 1], [2]), ((6, 2), [1], [0]),
                                   ((3, 4, 5, 2), [-3, 0], [-1]), ((7,), [], [0])]:
        n, m = compute_fans(shape, inputs, outputs)
        cases.append(dict(name=str((shape, inputs, outputs)), shape=list(shape), input_axes=inputs, output_axes=outputs,
                          fan_in=n, fan_out=m))
    return cases


# ----------------------------------------------------------------------------------------------

def main():
    text = to_json({"meta": {"by": "vocabulary_rest.py", "keras": keras.__version__, "backend": BACKEND},
                    "summaries": summaries(), "along": along(), "capped": capped(), "fans": fans()}) + "\n"
    path = FOLDER / "vocabulary_rest.json"
    if BACKEND == "tensorflow":
        path.write_text(text)
        print(path, len(text))
        return
    differences = []
    ours, theirs = json.loads(text), json.loads(path.read_text())
    ours.pop("meta"), theirs.pop("meta")
    compare(ours, theirs, "", differences)
    print(max(differences, default=None), "is the largest difference")


if __name__ == "__main__":
    main()
