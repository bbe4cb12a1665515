"""Whole trainings: the losses and metrics of every epoch of Keras's fit, for VocabularyRunsGoldenTest.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_runs.py    # writes vocabulary_runs.json
    KERAS_BACKEND=jax python vocabulary_runs.py           # compares it, and prints where the two differ most

The style is that of goldens.py, whose training.json has the first four such runs. A run here is a model in code, and the
test has the same model in its own words under the same name; the file has the numbers: weights at the start, data, and
the history. Names of layers are the same on both sides.

Some differences between the backends are to be expected. JAX loses the mask in the training metrics of labels for each
step, and RootMeanSquaredError loses it on both (so it is measured without one). TensorFlow, which does not know the size of a batch when it traces, counts each batch the same in the loss of one
output of several; JAX counts rows, as either does in the whole loss. Rondo counts rows, so such runs have batches of one
size in training and validation. Where states go on from batch to batch, and where a model with activity regularizers is
used twice, the losses of JAX are other ones from the first epoch on, by some hundredths; the numbers are TensorFlow's. On
JAX a compiled step keeps only the model's variables, and the states of RNN are not among them (`_create_state_variables`
is marked `no_automatic_dependency_tracking`), so each batch starts from zeros. And there the trainer runs `model.call`,
not the model: each layer then begins a call of its own and clears the costs of its call before, so the last one is left.
"""

import json
import sys

from goldens import BACKEND, FOLDER, Draw, compare, keras, np, ops, plain, to_json

NAME = "vocabulary_runs.json"
kl, ko, kr, kc = keras.layers, keras.optimizers, keras.regularizers, keras.constraints
MAE, MSE = keras.metrics.MeanAbsoluteError, keras.metrics.MeanSquaredError
RUNS = {}


class Embedding(kl.Embedding):
    """An embedding whose gradient is a plain matrix, as on the other backends. TensorFlow has one of the rows that were
    read, where a word that comes twice stands twice: squares, and norms for clipping, are then not those of the sums."""

    def call(self, inputs):
        return ops.matmul(ops.one_hot(inputs, self.input_dim), self.embeddings)


def run(name):
    def keep(make):
        RUNS[name] = make
        return make
    return keep


def weights(model, prefix=""):
    """Every weight under Rondo's name for it: layers by name, cells without one."""
    found = {}
    for layer in model.layers:
        at = prefix + layer.name + "/"
        if isinstance(layer, keras.Model):
            found |= weights(layer, at)
        elif isinstance(layer, kl.Bidirectional):
            for side in ("forward_layer", "backward_layer"):
                found |= {f"{at}{side}/{v.name}": v for v in getattr(layer, side).cell.weights}
        elif isinstance(layer, kl.RNN) and isinstance(layer.cell, kl.StackedRNNCells):
            for i, cell in enumerate(layer.cell.cells):
                found |= {f"{at}cell_{i}/{v.name}": v for v in cell.weights}
        else:
            found |= {at + v.name: v for v in layer.weights}
    return {k: v for k, v in found.items() if "seed" not in k}


def lists(x):
    return list(x) if isinstance(x, (list, tuple)) else [x]


def taught(name, model, optimizer, loss, metrics, x, y, vx=None, vy=None, epochs=3, batch=4, resets=False, loss_weights=None,
           sample_weight=None, class_weight=None, start=None):
    """Compiles, fits, and writes down what is needed to do the same again."""
    draw = Draw(name)
    named = weights(model)
    for path, v in named.items():
        v.assign(draw.normal(v.shape, .5) if start is None or path not in start else start[path])
    model.compile(optimizer=optimizer, loss=loss, metrics=metrics, loss_weights=loss_weights)
    case = {"name": name, "epochs": epochs, "batch_size": batch, "weights": plain(named), "x": lists(x), "y": lists(y)}
    if sample_weight is not None:
        case["sample_weight"] = lists(sample_weight)
    if class_weight is not None:
        case["class_weight"] = {str(k): v for k, v in class_weight.items()}
    held = {}
    if vx is not None:
        case |= {"validation_x": lists(vx), "validation_y": lists(vy)}
        held = dict(validation_data=(vx, vy))
    if resets:
        history = {}
        for _ in range(epochs):
            one = model.fit(x, y, batch_size=batch, epochs=1, shuffle=False, verbose=0, **held).history
            for k, v in one.items():
                history.setdefault(k, []).extend(v)
            for layer in model.layers:
                if getattr(layer, "stateful", False):
                    layer.reset_state()
    else:
        history = model.fit(x, y, batch_size=batch, epochs=epochs, shuffle=False, verbose=0, sample_weight=sample_weight,
                            class_weight=class_weight, **held).history
    case["history"] = {k: [np.float32(v) for v in values] for k, values in history.items()}
    if vx is not None:
        case["predictions"] = lists(model.predict(vx, verbose=0, batch_size=batch))
    return plain(case)


def padded(draw, rows, time, features):
    """Sequences of several lengths with zeros at their ends."""
    x = draw.normal((rows, time, features))
    x[np.arange(time) >= draw.ints((rows, 1), time + 1, 1)] = 0
    return x


def gaps(draw, rows, time, features):
    """Sequences with padded steps anywhere, the first one among them."""
    x = draw.normal((rows, time, features))
    x[draw.ints((rows, time), 3) == 0] = 0
    return x


def words(draw, rows, time, count):
    ids = draw.ints((rows, time), count, 1)
    ids[np.arange(time) >= draw.ints((rows, 1), time + 1, 1)] = 0
    return ids


def word_gaps(draw, rows, time, count):
    ids = draw.ints((rows, time), count, 1)
    ids[draw.ints((rows, time), 3) == 0] = 0
    return ids


def one_hot(draw, rows, classes):
    return np.eye(classes, dtype="float32")[draw.ints((rows,), classes)]


def rnn(kind, units, **more):
    return kind(units, use_cudnn=False, **more) if kind in (kl.LSTM, kl.GRU) else kind(units, **more)


# ---------------------------------------------------------------------------------------------- cells and masks

@run("simple_rnn/none/sgd_nesterov_clipnorm")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((5, 3)), kl.SimpleRNN(4), kl.Dense(3, activation="softmax")])
    return taught(name, model, ko.SGD(.2, momentum=.9, nesterov=True, clipnorm=.5), "categorical_crossentropy",
                  ["accuracy", keras.metrics.TopKCategoricalAccuracy(2), keras.metrics.AUC()],
                  d.normal((11, 5, 3)), one_hot(d, 11, 3), d.normal((6, 5, 3)), one_hot(d, 6, 3))


@run("simple_rnn/right/rmsprop_clipvalue")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((5, 3)), kl.Masking(), kl.SimpleRNN(4, return_sequences=True), kl.Dense(2)])
    return taught(name, model, ko.RMSprop(.02, clipvalue=.05), "mean_squared_error",
                  [MAE(), MSE()],
                  padded(d, 11, 5, 3), d.normal((11, 5, 2)), padded(d, 6, 5, 3), d.normal((6, 5, 2)))


@run("simple_rnn/holes/adam_global_clipnorm")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((6,), dtype="int32"), Embedding(9, 3, mask_zero=True), kl.SimpleRNN(4),
                              kl.Dense(3, activation="softmax")])
    return taught(name, model, ko.Adam(.05, global_clipnorm=.3), "sparse_categorical_crossentropy",
                  ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2)],
                  word_gaps(d, 11, 6, 9), d.ints((11,), 3), word_gaps(d, 6, 6, 9), d.ints((6,), 3))


@run("lstm/none/adamw")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((5, 3)), rnn(kl.LSTM, 4), kl.Dense(1, activation="sigmoid")])
    return taught(name, model, ko.AdamW(.03, weight_decay=.5), "binary_crossentropy",
                  ["accuracy", keras.metrics.Precision(), keras.metrics.Recall(), keras.metrics.AUC(curve="PR", name="pr")],
                  d.normal((11, 5, 3)), d.ints((11, 1), 2).astype("float32"),
                  d.normal((6, 5, 3)), d.ints((6, 1), 2).astype("float32"))


@run("lstm/right/sgd_momentum_clipnorm")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((6,), dtype="int32"), Embedding(9, 3, mask_zero=True), rnn(kl.LSTM, 4),
                              kl.Dense(3)])
    return taught(name, model, ko.SGD(.3, momentum=.8, clipnorm=.2),
                  keras.losses.SparseCategoricalCrossentropy(from_logits=True), ["accuracy"],
                  words(d, 11, 6, 9), d.ints((11,), 3), words(d, 6, 6, 9), d.ints((6,), 3))


@run("lstm/holes/rmsprop_centered_clipvalue")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((5, 3)), kl.Masking(), rnn(kl.LSTM, 4, return_sequences=True), kl.Dense(2)])
    return taught(name, model, ko.RMSprop(.02, centered=True, clipvalue=.02), keras.losses.Huber(.7),
                  [MAE(), keras.metrics.CosineSimilarity()],
                  gaps(d, 11, 5, 3), d.normal((11, 5, 2)), gaps(d, 6, 5, 3), d.normal((6, 5, 2)))


@run("gru/none/adam_amsgrad_global_clipnorm")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((5, 3)), rnn(kl.GRU, 4), kl.Dense(2)])
    return taught(name, model, ko.Adam(.05, amsgrad=True, global_clipnorm=.5), "log_cosh",
                  [MSE(), keras.metrics.R2Score(), keras.metrics.RootMeanSquaredError()],
                  d.normal((11, 5, 3)), d.normal((11, 2)), d.normal((6, 5, 3)), d.normal((6, 2)))


@run("gru/right/adamw_clipnorm")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((5, 3)), kl.Masking(-1.), rnn(kl.GRU, 4, go_backwards=True),
                              kl.Dense(3, activation="softmax")])
    def minus(x):
        x[(x == 0).all(-1)] = -1
        return x
    return taught(name, model, ko.AdamW(.03, clipnorm=.1), "kl_divergence", ["categorical_accuracy"],
                  minus(padded(d, 11, 5, 3)), d.probabilities((11, 3)), minus(padded(d, 6, 5, 3)), d.probabilities((6, 3)))


@run("gru/holes/sgd_weight_decay_global_clipnorm")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((6,), dtype="int32"), Embedding(9, 3, mask_zero=True),
                              rnn(kl.GRU, 4, return_sequences=True, reset_after=False), kl.Dense(3, activation="softmax")])
    return taught(name, model, ko.SGD(.3, weight_decay=.05, global_clipnorm=.4), "sparse_categorical_crossentropy",
                  ["accuracy"], word_gaps(d, 11, 6, 9), d.ints((11, 6), 3), word_gaps(d, 6, 6, 9), d.ints((6, 6), 3),
                  sample_weight=d.uniform((11, 6), 0, 2))


# ---------------------------------------------------------------------------------------------- stacks and states

@run("bidirectional/class_weight")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((6,), dtype="int32"), Embedding(9, 3, mask_zero=True),
                              kl.Bidirectional(rnn(kl.LSTM, 3, return_sequences=True), merge_mode="sum"),
                              kl.Bidirectional(rnn(kl.GRU, 2)), kl.Dense(3, activation="softmax")])
    return taught(name, model, ko.RMSprop(.02, momentum=.5), "categorical_crossentropy", ["accuracy"],
                  words(d, 11, 6, 9), one_hot(d, 11, 3), words(d, 6, 6, 9), one_hot(d, 6, 3),
                  class_weight={0: .5, 2: 3.0})


@run("stacked/sample_weight")
def _(name):
    d = Draw(name + " data")
    cells = [kl.LSTMCell(3), kl.GRUCell(4)]
    model = keras.Sequential([keras.Input((5, 3)), kl.Masking(), rnn(kl.LSTM, 3, return_sequences=True),
                              kl.SimpleRNN(4, return_sequences=True), kl.RNN(cells), kl.Dense(2)])
    return taught(name, model, ko.Adam(.02, clipvalue=.1), "mean_absolute_error", [MSE()],
                  gaps(d, 11, 5, 3), d.normal((11, 2)), gaps(d, 6, 5, 3), d.normal((6, 2)),
                  sample_weight=d.uniform((11,), 0, 3))


@run("stateful/resets")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input(batch_shape=(3, 4, 2)), rnn(kl.GRU, 3, return_sequences=True, stateful=True),
                              rnn(kl.LSTM, 3, stateful=True), kl.Dense(1)])
    return taught(name, model, ko.Adam(.02), "mean_squared_error", [MAE()], d.normal((12, 4, 2)), d.normal((12, 1)), batch=3,
                  resets=True)


@run("stateful/goes_on")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input(batch_shape=(3, 4, 2)), kl.Masking(),
                              kl.Bidirectional(rnn(kl.LSTM, 3, stateful=True)), kl.Dense(1)])
    return taught(name, model, ko.SGD(.1, momentum=.9), "mean_squared_error", [MAE()], gaps(d, 12, 4, 2), d.normal((12, 1)),
                  batch=3)


# ---------------------------------------------------------------------------------------------- graphs

@run("graph/two_inputs_two_outputs")
def _(name):
    d = Draw(name + " data")
    text, extra = keras.Input((6,), name="text", dtype="int32"), keras.Input((4, 2), name="extra")
    a = rnn(kl.LSTM, 4, name="reader")(Embedding(9, 3, mask_zero=True, name="table")(text))
    b = rnn(kl.GRU, 3, name="counter")(kl.Masking(name="gaps")(extra))
    both = kl.Concatenate(name="both")([a, b])
    model = keras.Model([text, extra], [kl.Dense(3, activation="softmax", name="topic")(both),
                                        kl.Dense(1, name="size")(both)])
    return taught(name, model, ko.Adam(.03, global_clipnorm=1.), {"topic": "sparse_categorical_crossentropy", "size": "mse"},
                  {"topic": ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2, name="top")], "size": [MAE()]},
                  [words(d, 12, 6, 9), gaps(d, 12, 4, 2)], [d.ints((12,), 3), d.normal((12, 1))],
                  [words(d, 8, 6, 9), gaps(d, 8, 4, 2)], [d.ints((8,), 3), d.normal((8, 1))],
                  loss_weights={"topic": .7, "size": 1.5}, sample_weight=[d.uniform((12,), 0, 2), d.uniform((12,), 0, 2)])


@run("graph/shared")
def _(name):
    d = Draw(name + " data")
    left, right = keras.Input((5,), name="left", dtype="int32"), keras.Input((5,), name="right", dtype="int32")
    table, encoder = Embedding(9, 3, mask_zero=True, name="table"), rnn(kl.LSTM, 4, name="encoder")
    apart = kl.Subtract(name="apart")([encoder(table(left)), encoder(table(right))])
    model = keras.Model([left, right], kl.Dense(1, activation="sigmoid", name="same")(apart))
    return taught(name, model, ko.RMSprop(.02, clipnorm=.3), "binary_crossentropy", ["accuracy"],
                  [words(d, 11, 5, 9), words(d, 11, 5, 9)], d.ints((11, 1), 2).astype("float32"),
                  [words(d, 6, 5, 9), words(d, 6, 5, 9)], d.ints((6, 1), 2).astype("float32"))


@run("graph/residual")
def _(name):
    d = Draw(name + " data")
    x = keras.Input((5, 3), name="x")
    h = kl.Add(name="first")([x, kl.SimpleRNN(3, return_sequences=True, name="low")(x)])
    h = kl.Add(name="second")([h, rnn(kl.GRU, 3, return_sequences=True, name="high")(h)])
    model = keras.Model(x, rnn(kl.LSTM, 2, name="out")(h))
    return taught(name, model, ko.SGD(.2, momentum=.9, clipvalue=.1), "mean_squared_error", [MAE()],
                  d.normal((11, 5, 3)), d.uniform((11, 2), -1, 1), d.normal((6, 5, 3)), d.uniform((6, 2), -1, 1))


@run("graph/encoder_decoder")
def _(name):
    d = Draw(name + " data")
    asked, shifted = keras.Input((5,), name="asked", dtype="int32"), keras.Input((4,), name="shifted", dtype="int32")
    _, h, c = rnn(kl.LSTM, 4, return_state=True, name="encoder")(Embedding(9, 3, mask_zero=True, name="source")(asked))
    target = Embedding(8, 3, mask_zero=True, name="target")
    # Keras passes no mask on to a layer that is given states, unless it is told to
    told = rnn(kl.LSTM, 4, return_sequences=True, name="decoder")(target(shifted), initial_state=[h, c],
                                                                  mask=target.compute_mask(shifted))
    model = keras.Model([asked, shifted], kl.Dense(8, activation="softmax", name="word")(told))
    return taught(name, model, ko.Adam(.03, clipnorm=.5), "sparse_categorical_crossentropy", ["accuracy"],
                  [words(d, 11, 5, 9), words(d, 11, 4, 8)], d.ints((11, 4), 8),
                  [words(d, 6, 5, 9), words(d, 6, 4, 8)], d.ints((6, 4), 8))


@run("graph/states_of_both_directions")
def _(name):
    d = Draw(name + " data")
    x, y = keras.Input((5, 3), name="x"), keras.Input((4, 2), name="y")
    _, there, back = kl.Bidirectional(rnn(kl.GRU, 2, return_state=True), name="encoder")(kl.Masking(name="gaps")(x))
    start = kl.Concatenate(name="start")([there, back])
    told, last = rnn(kl.GRU, 4, return_sequences=True, return_state=True, name="decoder")(y, initial_state=start)
    model = keras.Model([x, y], [kl.Dense(2, name="steps")(told), kl.Dense(1, name="last")(last)])
    return taught(name, model, ko.AdamW(.03, weight_decay=.1, clipvalue=.1), ["mse", "mae"], [[MAE()], [MSE()]],
                  [gaps(d, 12, 5, 3), d.normal((12, 4, 2))], [d.normal((12, 4, 2)), d.normal((12, 1))],
                  [gaps(d, 8, 5, 3), d.normal((8, 4, 2))], [d.normal((8, 4, 2)), d.normal((8, 1))])


@run("graph/nested_twice")
def _(name):
    d = Draw(name + " data")
    inner = keras.Sequential([keras.Input((5, 3)), kl.Masking(name="gaps"), rnn(kl.GRU, 3, name="gru"),
                              kl.Dense(2, activation="tanh", name="code", activity_regularizer=kr.L2(.05),
                                       kernel_regularizer=kr.L2(.1))],
                             name="inner")
    left, right = keras.Input((5, 3), name="left"), keras.Input((5, 3), name="right")
    both = kl.Concatenate(name="both")([inner(left), inner(right)])
    model = keras.Model([left, right], kl.Dense(1, name="out")(both))
    return taught(name, model, ko.SGD(.1, momentum=.9), "mean_squared_error", [MAE()],
                  [gaps(d, 11, 5, 3), gaps(d, 11, 5, 3)], d.normal((11, 1)),
                  [gaps(d, 6, 5, 3), gaps(d, 6, 5, 3)], d.normal((6, 1)))


# ---------------------------------------------------------------------------------------------- rules

@run("rules/frozen_embedding")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([keras.Input((6,), dtype="int32"),
                              Embedding(9, 3, mask_zero=True, trainable=False, embeddings_regularizer=kr.L2(1.)),
                              rnn(kl.LSTM, 4), kl.Dense(3, activation="softmax")])
    return taught(name, model, ko.AdamW(.05, weight_decay=1., global_clipnorm=.3), "sparse_categorical_crossentropy",
                  ["accuracy"], word_gaps(d, 11, 6, 9), d.ints((11,), 3), word_gaps(d, 6, 6, 9), d.ints((6,), 3))


@run("rules/regularizers")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([
        keras.Input((5, 3)), kl.Masking(),
        rnn(kl.LSTM, 4, return_sequences=True, kernel_regularizer=kr.L2(.02), recurrent_regularizer=kr.L1(.01),
            bias_regularizer=kr.L1L2(.01, .03), activity_regularizer=kr.L2(.004)),
        kl.ActivityRegularization(.01, .02),
        kl.Bidirectional(kl.SimpleRNN(2, kernel_regularizer=kr.L2(.05)), name="both"),
        kl.Dense(1, activity_regularizer=kr.L1(.02))])
    return taught(name, model, ko.RMSprop(.02, clipvalue=.05), "mean_squared_error", [MAE()],
                  gaps(d, 11, 5, 3), d.normal((11, 1)), gaps(d, 6, 5, 3), d.normal((6, 1)),
                  sample_weight=d.uniform((11,), 0, 2))


@run("rules/constraints")
def _(name):
    d = Draw(name + " data")
    model = keras.Sequential([
        keras.Input((5, 3)), rnn(kl.GRU, 4, kernel_constraint=kc.UnitNorm(), recurrent_constraint=kc.MaxNorm(.8)),
        kl.Dense(2, kernel_constraint=kc.NonNeg())])
    return taught(name, model, ko.SGD(.2, momentum=.9, weight_decay=.1), "mean_squared_error", [MAE()],
                  d.normal((11, 5, 3)), d.normal((11, 2)), d.normal((6, 5, 3)), d.normal((6, 2)))


def main():
    cases = []
    for name, make in RUNS.items():
        keras.backend.clear_session()
        cases.append(make(name))
        print(name, flush=True)
    text = to_json({"meta": {"by": "vocabulary_runs.py", "keras": keras.__version__, "backend": BACKEND}, "runs": cases}) + "\n"
    file = FOLDER / NAME
    if BACKEND == "tensorflow":
        file.write_text(text, encoding="utf-8")
        print(f"{NAME}: {len(text) // 1024} KB, {len(cases)} runs")
        return
    ours, theirs = json.loads(text)["runs"], json.loads(file.read_text(encoding="utf-8"))["runs"]
    differences = []
    compare(ours, theirs, "", differences)
    differences.sort(key=lambda d: -d[0])
    for off, path in differences[:20]:
        print(f"   {off:.2g}  {path}")


if __name__ == "__main__":
    sys.exit(main())
