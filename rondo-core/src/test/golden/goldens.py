"""The golden numbers: what Keras and scikit-learn answer, written down for the Java tests to compare with.

Run from anywhere (Python 3.11, some ten minutes, most of them JAX; only needed when a case is added):

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=jax python goldens.py            # writes recurrent.json, compares the other files
    KERAS_BACKEND=tensorflow python goldens.py     # writes the other files, compares recurrent.json

So every number comes from one backend and is confirmed by another; a comparison prints where the two differ most. One
or more names (`recurrent losses ...`) limit either command to those files. (pad_sequences.json has its own script.)

recurrent.json is JAX's, because Keras's backends disagree about one thing, what a masked step before the first unmasked
one puts out: JAX and NumPy the initial state (a masked step repeats the first state), TensorFlow and Torch zeros (it
repeats the previous output, and there is none). Only an initial state other than zero shows it. Rondo follows JAX; the
cases where the two differ carry "tensorflow_differs": true and are left out of the comparison.

Everything random is drawn from a generator seeded by the name of its case, so that adding a case changes no other.
Inputs and weights are rounded to two decimals: they are arbitrary, and short numbers keep the files small. Results are
float32, printed with as many digits as bring the same float32 back.

What every file shares: an array is {"shape": [...], "data": [...]} in row-major order, a mask is an array of 0 and 1,
and a layer is {"class_name": ..., "config": {...}} in Keras's own words with nothing left to a default.

LSTM and GRU are built with use_cudnn=False: the plain time loop is what Keras documents, so it decides. (TensorFlow on
a CPU takes the loop anyway; the JAX run would otherwise be free to fuse.)
"""

import contextlib
import io
import json
import os
import pathlib
import re
import sys
import zlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import keras
import numpy as np
import sklearn
from keras import ops
from sklearn import metrics as skm

BACKEND = keras.backend.backend()
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"

if BACKEND == "tensorflow":
    import tensorflow as tf
else:
    import jax


# ---------------------------------------------------------------------------------------------- random numbers

class Draw:
    """Random arrays of one case, seeded by its name."""

    def __init__(self, name):
        self.rng = np.random.default_rng(zlib.crc32(name.encode()))

    def normal(self, shape, scale=1.0):
        return (self.rng.normal(size=tuple(shape)) * scale).round(2).astype("float32")

    def uniform(self, shape, low=0.0, high=1.0):
        return self.rng.uniform(low, high, tuple(shape)).round(2).astype("float32")

    def ints(self, shape, high, low=0):
        return self.rng.integers(low, high, tuple(shape)).astype("int32")

    def probabilities(self, shape):
        """Rows that sum to one, up to rounding."""
        p = np.exp(self.rng.normal(size=tuple(shape)))
        return (p / p.sum(-1, keepdims=True)).round(3).astype("float32")


# ---------------------------------------------------------------------------------------------- JSON

def number(x):
    if isinstance(x, (bool, np.bool_)):
        return str(int(x))
    if isinstance(x, (int, np.integer)):
        return str(int(x))
    assert np.isfinite(x), "not a finite number"
    digits = str(np.float32(x)) if isinstance(x, np.float32) else repr(float(x))
    return digits.removesuffix(".0")


def plain(x):
    """Tensors and variables become numpy arrays, all else stays."""
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    if keras.ops.is_tensor(x) or isinstance(x, keras.Variable):
        return np.asarray(ops.convert_to_numpy(x))
    return x


def is_flat(x):
    """Whether a list or a dict fits on one line."""
    values = x.values() if isinstance(x, dict) else x
    return not any(isinstance(v, (dict, np.ndarray)) or isinstance(v, list) and (isinstance(x, dict) or not is_flat(v))
                   for v in values)


def to_json(x, indent=""):
    inner = indent + " "
    if isinstance(x, np.ndarray) and x.ndim == 0:
        x = x[()]
    if isinstance(x, np.ndarray):
        return '{"shape":[%s],"data":[%s]}' % (",".join(map(str, x.shape)), ",".join(map(number, x.ravel())))
    if isinstance(x, dict):
        if is_flat(x):
            return "{%s}" % ", ".join(f"{json.dumps(k)}: {to_json(v)}" for k, v in x.items())
        return "{\n%s\n%s}" % (
            ",\n".join(f"{inner}{json.dumps(k)}: {to_json(v, inner)}" for k, v in x.items()), indent)
    if isinstance(x, list):
        if is_flat(x):
            return "[%s]" % ", ".join(to_json(v) for v in x)
        return "[\n%s\n%s]" % (",\n".join(inner + to_json(v, inner) for v in x), indent)
    if isinstance(x, bool) or x is None or isinstance(x, str):
        return json.dumps(x, ensure_ascii=False)
    return number(x)


# ---------------------------------------------------------------------------------------------- layers from specs

RNN = dict(return_sequences=False, return_state=False, go_backwards=False, stateful=False, zero_output_for_mask=False)
GATED = dict(activation="tanh", recurrent_activation="sigmoid", use_bias=True)
DEFAULTS = {
    "SimpleRNNCell": dict(activation="tanh", use_bias=True),
    "LSTMCell": GATED | dict(unit_forget_bias=True),
    "GRUCell": GATED | dict(reset_after=True),
    "SimpleRNN": dict(activation="tanh", use_bias=True) | RNN,
    "LSTM": GATED | dict(unit_forget_bias=True) | RNN,
    "GRU": GATED | dict(reset_after=True) | RNN,
    "RNN": RNN,
    "Bidirectional": dict(merge_mode="concat"),
    "Dense": dict(activation="linear", use_bias=True),
    "Embedding": dict(mask_zero=False),
    "Masking": dict(mask_value=0.0),
}


def spec(class_name, **config):
    """A layer in Keras's words: what was said, over the defaults."""
    return {"class_name": class_name, "config": DEFAULTS.get(class_name, {}) | config}


def build(s):
    """The Keras layer that a spec describes."""
    config = {
        k: build(v) if isinstance(v, dict) else [build(c) for c in v] if k == "cells" else v
        for k, v in s["config"].items()
    }
    if s["class_name"] in ("LSTM", "GRU"):
        config["use_cudnn"] = False
    return getattr(keras.layers, s["class_name"])(**config)


def model_of(specs, input_shape, dtype="float32", batch=None):
    return keras.Sequential([keras.Input(input_shape, batch_size=batch, dtype=dtype), *map(build, specs)])


def named_weights(layer):
    """Weights in Keras's order, under names that do not depend on a counter."""
    def inside(prefix, part):
        return {f"{prefix}/{n}": v for n, v in named_weights(part).items()}

    if isinstance(layer, keras.Sequential):
        parts = [inside(str(i), part) for i, part in enumerate(layer.layers)]
    elif isinstance(layer, keras.layers.Bidirectional):
        parts = [inside("forward_layer", layer.forward_layer), inside("backward_layer", layer.backward_layer)]
    elif isinstance(layer, keras.layers.TimeDistributed):
        parts = [inside("layer", layer.layer)]
    elif isinstance(layer, keras.layers.RNN):
        parts = [named_weights(layer.cell)]
    elif isinstance(layer, keras.layers.StackedRNNCells):
        parts = [inside(f"cell_{i}", cell) for i, cell in enumerate(layer.cells)]
    else:
        parts = [{v.name: v for v in layer.trainable_variables}]
    names = {n: v for part in parts for n, v in part.items()}
    assert [id(v) for v in names.values()] == [id(v) for v in layer.trainable_variables]
    return names


def randomise(layer, draw, scale=0.5):
    for v in layer.trainable_variables:
        v.assign(draw.normal(v.shape, scale))


def gradients(f, inputs, variables):
    """f(tensors) -> (scalar, more); the scalar, the rest, and d scalar / d inputs and variables."""
    if BACKEND == "tensorflow":
        with tf.GradientTape() as tape:
            tensors = [tf.constant(x) for x in inputs]
            tape.watch(tensors)
            value, more = f(tensors)
        found = tape.gradient(value, tensors + [v.value for v in variables], unconnected_gradients="zero")
        found = [tf.convert_to_tensor(g) for g in found]
    else:
        def stateless(tensors, values):
            with keras.StatelessScope(state_mapping=list(zip(variables, values))):
                return f(tensors)

        values = [v.value for v in variables]
        (value, more), found = jax.value_and_grad(stateless, argnums=(0, 1), has_aux=True)(
            [jax.numpy.asarray(x) for x in inputs], values)
        found = list(found[0]) + list(found[1])
    return value, more, found[:len(inputs)], found[len(inputs):]


def flat(x):
    return keras.tree.flatten(x)


def nested_states(layer, states):
    """States as Keras wants them: stacked cells have a list of lists."""
    left = list(states)
    if isinstance(layer, keras.layers.Bidirectional):
        return left
    if isinstance(getattr(layer.cell, "cells", None), (list, tuple)):
        return [[left.pop(0) for _ in flat(n)] for n in layer.state_size]
    return left


def layer_case(name, s, draw, layer, x, mask=None, states=None):
    """One layer called once: outputs, and the gradients of sum(outputs * loss_weights)."""
    differentiable = x.dtype == np.float32
    floats = ([x] if differentiable else []) + (states or [])
    loss_weights = []

    def run(tensors):
        tensors = list(tensors)
        kwargs = {}
        given = tensors.pop(0) if differentiable else ops.convert_to_tensor(x)
        if mask is not None:
            kwargs["mask"] = ops.convert_to_tensor(mask)
        if states:
            kwargs["initial_state"] = nested_states(layer, tensors)
        outputs = flat(layer(given, **kwargs))
        for o in outputs[len(loss_weights):]:
            loss_weights.append(draw.normal(o.shape))
        return sum(ops.sum(o * w) for o, w in zip(outputs, loss_weights)), outputs

    names = named_weights(layer)
    loss, outputs, for_inputs, for_weights = gradients(run, floats, list(names.values()))
    found = {}
    if differentiable:
        found["input"] = for_inputs.pop(0)
    if states:
        found["initial_state"] = for_inputs
    found |= dict(zip(names, for_weights))
    case = {"name": name, "layer": s, "weights": names, "input": x}
    if mask is not None:
        case["mask"] = mask
    if states:
        case["initial_state"] = states
    case |= {"outputs": outputs, "loss_weights": loss_weights, "loss": loss, "gradients": found}
    return plain(case)


# ---------------------------------------------------------------------------------------------- recurrent

def masks(time):
    """Three rows each (cut to the batch by the caller)."""
    t = np.arange(time)
    holes = np.ones((3, time), bool)
    holes[0, 1] = holes[1, time // 2] = holes[1, time - 1] = holes[2, 0] = holes[2, time - 2] = False
    full = np.stack([t < time - 1, t < 0, t >= 0])
    return {
        "right": np.stack([t < time - 2, t < time, t < 1]),
        "left": np.stack([t >= 2, t >= 0, t >= time - 1]),
        "holes": holes,
        "full_row": full,
    }


CELLS = {
    "simple_rnn": ("SimpleRNN", {}),
    "lstm": ("LSTM", {}),
    "gru": ("GRU", {}),
    "gru_reset_before": ("GRU", {"reset_after": False}),
}


def state_sizes(layer):
    if isinstance(layer, keras.layers.Bidirectional):
        return 2 * state_sizes(layer.forward_layer)
    return flat(layer.state_size)


def recurrent_case(name, s, mask=None, initial_state=False, batch=3, time=5, inputs=4):
    draw = Draw(name)
    x = draw.normal((batch, time, inputs))
    layer = build(s)
    layer.build(x.shape)
    randomise(layer, draw)
    states = [draw.normal((batch, n)) for n in state_sizes(layer)] if initial_state else None
    mask = masks(time)[mask][:batch] if mask else None
    case = layer_case(name, s, draw, layer, x, mask, states)
    return {"name": name} | ({"tensorflow_differs": True} if starts_masked(s, mask, states) else {}) | case


def starts_masked(s, mask, states):
    """Whether an output exists before the first unmasked step and shows the initial state."""
    config = s["config"]
    if mask is None or not states or s["class_name"] == "Bidirectional" and config["layer"]["config"]["return_sequences"]:
        return False   # Bidirectional sequences have zeros at masked steps, on every backend
    if config.get("zero_output_for_mask"):
        return False
    if config.get("return_sequences"):
        return not mask[:, -1 if config["go_backwards"] else 0].all()
    return not mask.any(1).all()


def stateful_case(name, s, mask=None, batch=3, time=4, inputs=4):
    """Two calls that carry the state, a reset, one more call."""
    draw = Draw(name)
    layer = build(s)
    layer.build((batch, time, inputs))
    randomise(layer, draw)
    calls = []
    for reset in (False, False, True):
        if reset:
            layer.reset_state()
        x = draw.normal((batch, time, inputs))
        call = {"reset_before": reset, "input": x}
        kwargs = {}
        if mask:
            call["mask"] = masks(time)[mask]
            kwargs["mask"] = ops.convert_to_tensor(call["mask"])
        call["outputs"] = flat(layer(ops.convert_to_tensor(x), **kwargs))
        calls.append(call)
    return plain({"name": name, "layer": s, "weights": named_weights(layer), "calls": calls})


def recurrent():
    cases = []
    every_mask = [None, *masks(5)]

    def add(name, s, **how):
        cases.append(recurrent_case(name, s, **how))

    def title(cell, sequences, mask, *more):
        return "/".join([cell, "sequences" if sequences else "last", f"mask_{mask or 'none'}", *more])

    for cell, (kind, options) in CELLS.items():
        def rnn(units=3, **more):
            return spec(kind, units=units, **(dict(return_state=True) | options | more))

        for sequences in (False, True):
            for mask in every_mask:
                add(title(cell, sequences, mask), rnn(return_sequences=sequences), mask=mask)
        for sequences, mask in [(True, None), (True, "holes"), (True, "right"), (False, "left"), (False, "right")]:
            add(title(cell, sequences, mask, "go_backwards"),
                rnn(return_sequences=sequences, go_backwards=True), mask=mask)
        for sequences, mask in [(True, None), (True, "left"), (True, "holes"), (True, "full_row"), (False, "left"),
                                (False, "full_row")]:
            add(title(cell, sequences, mask, "initial_state"),
                rnn(return_sequences=sequences), mask=mask, initial_state=True)
        add(title(cell, True, "right", "go_backwards", "initial_state"),
            rnn(return_sequences=True, go_backwards=True), mask="right", initial_state=True)
        for mask in masks(5):
            add(title(cell, True, mask, "zero_output_for_mask"),
                rnn(return_sequences=True, zero_output_for_mask=True), mask=mask)
        # the documentation says sequences only; Keras zeroes a last output too when its step is masked
        add(title(cell, False, "right", "zero_output_for_mask"), rnn(zero_output_for_mask=True), mask="right")
        add(title(cell, True, "left", "zero_output_for_mask", "initial_state"),
            rnn(return_sequences=True, zero_output_for_mask=True), mask="left", initial_state=True)
        add(title(cell, True, None, "no_bias"), rnn(return_sequences=True, use_bias=False))
        gates = {} if kind == "SimpleRNN" else {"recurrent_activation": "hard_sigmoid"}
        add(title(cell, True, None, "relu_hard_sigmoid"), rnn(return_sequences=True, activation="relu", **gates))
        gates = {} if kind == "SimpleRNN" else {"recurrent_activation": "tanh"}
        add(title(cell, False, "holes", "linear_tanh"), rnn(activation="linear", **gates), mask="holes")
        add(title(cell, True, "holes", "odd_sizes"), rnn(17, return_sequences=True), mask="holes",
            batch=2, time=7, inputs=5)
        add(title(cell, False, None, "one_input"), rnn(17), batch=2, time=7, inputs=1)
        add(title(cell, True, None, "one_of_everything"), rnn(1, return_sequences=True), batch=1, time=1, inputs=1)

    def cell(kind, units, **more):
        return spec(kind + "Cell", units=units, **more)

    stacks = {
        "lstm_gru": [cell("LSTM", 3), cell("GRU", 2)],
        "simple_lstm": [cell("SimpleRNN", 2), cell("LSTM", 3)],
        "gru_before_gru_lstm": [cell("GRU", 3, reset_after=False), cell("GRU", 2), cell("LSTM", 2)],
        "lstm_lstm": [cell("LSTM", 3), cell("LSTM", 3)],
    }
    for stack, cells in stacks.items():
        def stacked(**more):
            return spec("RNN", cell=spec("StackedRNNCells", cells=cells), **(dict(return_state=True) | more))

        for sequences, mask in [(True, None), (True, "right"), (True, "holes"), (False, None), (False, "left")]:
            add(title(f"stacked_{stack}", sequences, mask), stacked(return_sequences=sequences), mask=mask)
    add("stacked_lstm_gru/sequences/mask_left/initial_state",
        spec("RNN", cell=spec("StackedRNNCells", cells=stacks["lstm_gru"]), return_sequences=True, return_state=True),
        mask="left", initial_state=True)
    add("stacked_lstm_gru/sequences/mask_right/go_backwards/zero_output_for_mask",
        spec("RNN", cell=spec("StackedRNNCells", cells=stacks["lstm_gru"]), return_sequences=True, return_state=True,
             go_backwards=True, zero_output_for_mask=True), mask="right")
    add("rnn_of_one_cell/sequences/mask_holes",
        spec("RNN", cell=cell("LSTM", 3), return_sequences=True, return_state=True), mask="holes")

    for name, (kind, options) in CELLS.items():
        def both(merge="concat", **more):
            return spec("Bidirectional", merge_mode=merge, layer=spec(kind, units=2, **options, **more))

        for sequences in (False, True):
            for mask in every_mask:
                add(title(f"bidirectional_{name}", sequences, mask, "concat"), both(return_sequences=sequences),
                    mask=mask)
            add(title(f"bidirectional_{name}", sequences, "right", "concat", "return_state"),
                both(return_sequences=sequences, return_state=True), mask="right")
        add(title(f"bidirectional_{name}", True, None, "concat", "return_state", "initial_state"),
            both(return_sequences=True, return_state=True), initial_state=True)
        add(title(f"bidirectional_{name}", True, "left", "sum", "return_state", "initial_state"),
            both("sum", return_sequences=True, return_state=True), mask="left", initial_state=True)
        add(title(f"bidirectional_{name}", False, "full_row", "concat", "initial_state"),
            both(), mask="full_row", initial_state=True)
        for merge in ("sum", "mul", "ave", None):
            for sequences, mask in [(False, None), (False, "left"), (True, None), (True, "holes")]:
                if name in ("lstm", "gru") or (sequences, mask) == (True, "holes"):
                    add(title(f"bidirectional_{name}", sequences, mask, merge or "unmerged"),
                        both(merge, return_sequences=sequences), mask=mask)
        add(title(f"bidirectional_{name}", True, "right", "unmerged", "return_state"),
            both(None, return_sequences=True, return_state=True), mask="right")
    add("bidirectional_stacked_lstm_gru/sequences/mask_right/concat",
        spec("Bidirectional", layer=spec("RNN", cell=spec("StackedRNNCells", cells=stacks["lstm_gru"]),
                                         return_sequences=True)), mask="right")

    stateful = []
    for name, (kind, options) in CELLS.items():
        for sequences, mask in [(False, None), (True, "right")]:
            stateful.append(stateful_case(
                title(f"stateful_{name}", sequences, mask),
                spec(kind, units=3, stateful=True, return_state=True, return_sequences=sequences, **options), mask))
    # without return_state: Keras 3.15.1 raises a TypeError for a stateful Bidirectional that returns its states
    # (its compute_mask multiplies a generator by 2)
    stateful.append(stateful_case("stateful_bidirectional_lstm/sequences/mask_right", spec(
        "Bidirectional", layer=spec("LSTM", units=2, stateful=True, return_sequences=True)), "right"))

    initial_bias = []
    for name, (kind, options) in CELLS.items():
        for more in [{}] if kind != "LSTM" else [{}, {"unit_forget_bias": False}, {"bias_initializer": "ones"},
                                                 {"bias_initializer": "ones", "unit_forget_bias": False}]:
            s = spec(kind, units=2, **options, **({"bias_initializer": "zeros"} | more))
            layer = build(s)
            layer.build((1, 1, 3))
            initial_bias.append(plain({"name": name, "layer": s, "bias": layer.cell.bias}))
    return {"cases": cases, "stateful": stateful, "initial_bias": initial_bias}


# ---------------------------------------------------------------------------------------------- layers

LOSSES = {
    "SparseCategoricalCrossentropy": keras.losses.SparseCategoricalCrossentropy,
    "CategoricalCrossentropy": keras.losses.CategoricalCrossentropy,
    "BinaryCrossentropy": keras.losses.BinaryCrossentropy,
    "MeanSquaredError": keras.losses.MeanSquaredError,
    "MeanAbsoluteError": keras.losses.MeanAbsoluteError,
}


def model_case(name, specs, x, labels, loss):
    """A small model with its loss: outputs, loss and the gradients of every weight."""
    draw = Draw(name)
    model = model_of(specs, x.shape[1:], x.dtype.name)
    randomise(model, draw)
    names = named_weights(model)
    y = ops.convert_to_tensor(labels)

    def run(_):
        out = model(ops.convert_to_tensor(x))
        return LOSSES[loss]()(y, out), out

    value, out, _, found = gradients(run, [], list(names.values()))
    return plain({"name": name, "layers": specs, "loss_function": loss, "weights": names, "input": x, "labels": labels,
                  "outputs": [out], "loss": value, "gradients": dict(zip(names, found))})


def layers():
    cases = []

    def add(name, s, shape=(3, 4), x=None, mask=None, compute_mask=False):
        draw = Draw(name)
        x = draw.normal(shape, 2) if x is None else x
        layer = build(s)
        layer.build(x.shape)
        randomise(layer, draw)
        case = layer_case(name, s, draw, layer, x, mask if layer._call_has_mask_arg else None)
        if mask is not None:
            case["mask"] = mask
        if compute_mask:
            out = layer.compute_mask(ops.convert_to_tensor(x), mask)
            case["output_mask"] = None if out is None else plain(ops.convert_to_tensor(out))
        cases.append(case)

    for activation in ("linear", "relu", "softmax", "sigmoid", "tanh"):
        add(f"dense/{activation}/2d", spec("Dense", units=3, activation=activation))
        add(f"dense/{activation}/3d", spec("Dense", units=3, activation=activation), (2, 3, 4))
    add("dense/no_bias/2d", spec("Dense", units=3, use_bias=False))
    add("dense/no_bias/3d", spec("Dense", units=5, use_bias=False), (2, 3, 4))

    ids = np.array([[3, 1, 4, 0, 0], [1, 5, 2, 6, 5], [0, 3, 0, 3, 0]], "int32")
    for mask_zero in (False, True):
        add(f"embedding/mask_zero_{mask_zero}", spec("Embedding", input_dim=7, output_dim=3, mask_zero=mask_zero),
            x=ids, compute_mask=True)
    add("embedding/one_id_a_row", spec("Embedding", input_dim=7, output_dim=3), x=ids[:, 1])

    x = Draw("masking").normal((3, 5, 2))
    x[0, 3:] = x[2, 0] = x[2, 2] = 0
    x[1, 1] = [0, 0.5]   # one feature at the mask value is not enough
    add("masking/0", spec("Masking"), x=x, compute_mask=True)
    x = np.where(x == 0, -1, x).astype("float32")
    add("masking/-1", spec("Masking", mask_value=-1.0), x=x, compute_mask=True)

    mask = masks(5)["holes"]
    s = spec("TimeDistributed", layer=spec("Dense", units=2, activation="tanh"))
    add("time_distributed_dense/mask_none", s, (3, 5, 4), compute_mask=True)
    add("time_distributed_dense/mask_holes", s, (3, 5, 4), mask=mask, compute_mask=True)
    add("repeat_vector", spec("RepeatVector", n=3))
    add("flatten/3d", spec("Flatten"), (2, 3, 4))
    add("flatten/4d", spec("Flatten"), (2, 3, 2, 2))
    add("flatten/1d", spec("Flatten"), (3,))

    edges = np.array([[-7, -3.5, -3, -1, -0.5, -0.0, 0, 0.5, 1, 2.5, 3, 6, 20, -20]], "float32")
    x = np.concatenate([edges, Draw("activation").normal(edges.shape, 2)])
    for activation in ("softmax", "sigmoid", "tanh", "relu", "hard_sigmoid", "linear", "softplus", "softsign",
                       "exponential", "elu", "selu", "gelu", "silu"):
        # at 0 selu has two slopes, and TensorFlow and JAX take different ones
        add(f"activation/{activation}", spec("Activation", activation=activation),
            x=np.where(x == 0, np.float32(.25), x) if activation == "selu" else x)
    add("activation/softmax/3d", spec("Activation", activation="softmax"), (2, 3, 4))
    add("activation/softmax/large", spec("Activation", activation="softmax"),
        x=np.array([[1000, 1000, -1000], [88, 89, 90]], "float32"))

    embedding = spec("Embedding", input_dim=7, output_dim=3, mask_zero=True)
    lstm, gru = spec("LSTM", units=3), spec("GRU", units=3, return_sequences=True)
    models = [
        model_case("embedding_bilstm_softmax",
                   [embedding, spec("Bidirectional", layer=lstm), spec("Dense", units=4, activation="softmax")],
                   ids, np.array([2, 0, 3], "int32"), "SparseCategoricalCrossentropy"),
        # one label a step: the mask reaches the loss
        model_case("embedding_gru_tags",
                   [embedding, gru, spec("TimeDistributed", layer=spec("Dense", units=3, activation="softmax"))],
                   ids, Draw("tags").ints((3, 5), 3), "SparseCategoricalCrossentropy"),
        model_case("embedding_two_lstm_sigmoid",
                   [embedding, spec("LSTM", units=3, return_sequences=True), lstm,
                    spec("Dense", units=1, activation="sigmoid")],
                   ids, np.array([[1], [0], [1]], "float32"), "BinaryCrossentropy"),
        model_case("masking_simple_rnn_regression",
                   [spec("Masking"), spec("SimpleRNN", units=3, return_sequences=True), spec("Dense", units=2)],
                   np.where(masks(5)["right"][..., None], Draw("series").normal((3, 5, 2)), 0).astype("float32"),
                   Draw("targets").normal((3, 5, 2)), "MeanSquaredError"),
        model_case("repeat_vector_simple_rnn",
                   [spec("RepeatVector", n=4), spec("SimpleRNN", units=2, return_sequences=True)],
                   Draw("repeat").normal((3, 3)), Draw("repeat targets").normal((3, 4, 2)), "MeanAbsoluteError"),
    ]
    return {"cases": cases, "models": models}


# ---------------------------------------------------------------------------------------------- losses

def losses():
    cases = []

    def add(name, kind, y_true, y_pred, sample_weight=None, mask=None, no_gradient=None, **config):
        y_true = np.asarray(y_true)
        y_pred = np.asarray(y_pred, "float32")
        if y_true.dtype == np.float64:
            y_true = y_true.astype("float32")
        config = ({"from_logits": False} if "Crossentropy" in kind else {}) | config
        loss = LOSSES[kind](**config)
        each = LOSSES[kind](**config, reduction="none")

        def run(tensors):
            p, = tensors
            if mask is not None:
                keras.src.backend.set_keras_mask(p, ops.convert_to_tensor(mask))
            weight = None if sample_weight is None else ops.convert_to_tensor(sample_weight)
            return loss(ops.convert_to_tensor(y_true), p, sample_weight=weight), None

        value, _, found, _ = gradients(run, [y_pred], [])
        case = {"name": name, "loss": {"class_name": kind, "config": config}, "y_true": y_true, "y_pred": y_pred}
        if sample_weight is not None:
            case["sample_weight"] = np.asarray(sample_weight, "float32")
        if mask is not None:
            case["mask"] = np.asarray(mask)
        case |= {"each": each(ops.convert_to_tensor(y_true), ops.convert_to_tensor(y_pred)), "value": value}
        case |= {"no_gradient": no_gradient} if no_gradient else {"gradient": found[0]}
        cases.append(plain(case))

    # the worked examples of the seeds
    add("seed/three_classes", "CategoricalCrossentropy", [[1., 0, 0]], [[.3, .3, .4]])
    add("seed/right_answer", "CategoricalCrossentropy", [[1., 0, 0]], [[.9, 0, .1]])
    add("seed/three_classes/sparse", "SparseCategoricalCrossentropy", [0], [[.3, .3, .4]])
    # Where a row holds an exact 0 or does not sum to one, sparse cross-entropy depends on Keras's backend: TensorFlow
    # clips and then divides by the sum, JAX, Torch and NumPy divide and then clip, as categorical cross-entropy does
    # everywhere. Values agree as long as no entry is above 1; gradients of clipped entries do not, so they are left out.
    clipped = "depends on the backend at clipped entries"
    add("seed/right_answer/sparse", "SparseCategoricalCrossentropy", [0], [[.9, 0, .1]], no_gradient=clipped)

    weight, step_weight = np.array([1, 0.5, 0, 2], "float32"), Draw("step weights").uniform((4, 3), 0, 2)
    mask = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 0]], bool)
    labels2, labels3 = Draw("labels 2").ints((4,), 5), Draw("labels 3").ints((4, 3), 5)
    one_hot2, one_hot3 = np.eye(5, dtype="float32")[labels2], np.eye(5, dtype="float32")[labels3]
    bits2, bits3 = Draw("bits 2").ints((4, 2), 2).astype("float32"), Draw("bits 3").ints((4, 3, 2), 2).astype("float32")
    real2, real3 = Draw("real 2").normal((4, 2)), Draw("real 3").normal((4, 3, 2))

    def family(name, kind, true2, true3, pred2, pred3, **config):
        add(f"{name}/2d", kind, true2, pred2, **config)
        add(f"{name}/2d/sample_weight", kind, true2, pred2, weight, **config)
        add(f"{name}/3d", kind, true3, pred3, **config)
        add(f"{name}/3d/sample_weight", kind, true3, pred3, weight[:, None], **config)
        add(f"{name}/3d/step_weight", kind, true3, pred3, step_weight, **config)
        add(f"{name}/3d/mask", kind, true3, pred3, None, mask, **config)
        add(f"{name}/3d/mask/sample_weight", kind, true3, pred3, weight[:, None], mask, **config)
        add(f"{name}/3d/mask/step_weight", kind, true3, pred3, step_weight, mask, **config)
        add(f"{name}/3d/mask_all", kind, true3, pred3, None, np.zeros_like(mask), **config)

    p2, p3 = Draw("p2").probabilities((4, 5)), Draw("p3").probabilities((4, 3, 5))
    z2, z3 = Draw("z2").normal((4, 5), 3), Draw("z3").normal((4, 3, 5), 3)
    b2, b3 = Draw("b2").uniform((4, 2), .05, .95), Draw("b3").uniform((4, 3, 2), .05, .95)
    family("categorical", "CategoricalCrossentropy", one_hot2, one_hot3, p2, p3)
    family("categorical/logits", "CategoricalCrossentropy", one_hot2, one_hot3, z2, z3, from_logits=True)
    family("sparse", "SparseCategoricalCrossentropy", labels2, labels3, p2, p3)
    family("sparse/logits", "SparseCategoricalCrossentropy", labels2, labels3, z2, z3, from_logits=True)
    family("binary", "BinaryCrossentropy", bits2, bits3, b2, b3)
    family("binary/logits", "BinaryCrossentropy", bits2, bits3, z2[:, :2], z3[..., :2], from_logits=True)
    family("mse", "MeanSquaredError", real2, real3, z2[:, :2], z3[..., :2])
    family("mae", "MeanAbsoluteError", real2, real3, z2[:, :2], z3[..., :2])

    for smoothing in (0.1, 0.5):
        add(f"categorical/smoothing_{smoothing}", "CategoricalCrossentropy", one_hot2, p2, label_smoothing=smoothing)
        add(f"categorical/logits/smoothing_{smoothing}", "CategoricalCrossentropy", one_hot2, z2, from_logits=True,
            label_smoothing=smoothing)
        add(f"binary/smoothing_{smoothing}", "BinaryCrossentropy", bits2, b2, label_smoothing=smoothing)
        add(f"binary/logits/smoothing_{smoothing}", "BinaryCrossentropy", bits2, z2[:, :2], from_logits=True,
            label_smoothing=smoothing)

    # exact 0 and 1, rows that do not sum to one, soft targets, targets all zero
    edge = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [.2, .2, .2], [2, 1, 1], [.5, .5, 0]]
    truth = [[1., 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 0]]
    add("categorical/edges", "CategoricalCrossentropy", truth, edge)
    sparse_edge = [[.5, .25, .5] if row == [2, 1, 1] else row for row in edge]
    add("sparse/edges", "SparseCategoricalCrossentropy", [0, 0, 0, 1, 0, 2], sparse_edge, no_gradient=clipped)
    add("sparse/rows_not_one", "SparseCategoricalCrossentropy", [0, 2, 1], [[.2, .2, .2], [.5, .25, .5], [.9, .4, .6]])
    add("binary/edges", "BinaryCrossentropy", [[1., 0, 1, 0, 1]], [[1, 0, 0, 1, .5]])
    add("categorical/soft_targets", "CategoricalCrossentropy", [[.7, .2, .1], [.1, .1, .8]], [[.5, .3, .2], [.3, .3, .4]])
    add("categorical/logits/large", "CategoricalCrossentropy", [[1., 0, 0], [0, 1, 0]], [[100, 0, -100], [1000, 0, 0]],
        from_logits=True)
    add("sparse/logits/large", "SparseCategoricalCrossentropy", [0, 1], [[100, 0, -100], [1000, 0, 0]], from_logits=True)
    add("binary/logits/large", "BinaryCrossentropy", [[1., 0, 1, 0]], [[100, -100, -100, 100]], from_logits=True)
    add("mae/equal", "MeanAbsoluteError", [[1., 2, 3]], [[1, 2, 4]],
        no_gradient="depends on the backend where the difference is 0: TensorFlow 0, JAX not")
    return {"cases": cases}


# ---------------------------------------------------------------------------------------------- optimizers

def optimizers():
    cases = []
    shapes = [(3, 4), (5,)]
    variants = [
        ("SGD", {}), ("SGD", dict(momentum=.9)), ("SGD", dict(momentum=.9, nesterov=True)), ("SGD", dict(weight_decay=.01)),
        ("SGD", dict(momentum=.9, clipnorm=1.0)), ("SGD", dict(clipvalue=.3)), ("SGD", dict(global_clipnorm=1.0)),
        ("RMSprop", {}), ("RMSprop", dict(momentum=.9)), ("RMSprop", dict(centered=True)),
        ("RMSprop", dict(momentum=.5, centered=True, rho=.8)),
        ("Adam", {}), ("Adam", dict(amsgrad=True)), ("Adam", dict(learning_rate=.1, beta_1=.8, beta_2=.9, epsilon=1e-3)),
        ("Adam", dict(clipnorm=1.0)), ("Adam", dict(clipvalue=.3)), ("Adam", dict(global_clipnorm=1.0)),
        ("AdamW", {}), ("AdamW", dict(weight_decay=.01)), ("AdamW", dict(weight_decay=.1, learning_rate=.1, clipnorm=.5)),
        ("Adagrad", {}),
    ]
    for kind, config in variants:
        name = "/".join([kind, *(f"{k}={v}" for k, v in config.items())])
        draw = Draw(name)
        start = [draw.normal(s) for s in shapes]
        # ten steps, some of them tiny and one zero, so that epsilon, clipping and amsgrad all show
        scales = [1, 1, .01, 3, 0, 1, .1, 1, 1e-6, 1]
        steps = [[draw.normal(s, 1) * np.float32(scale) for s in shapes] for scale in scales]
        optimizer = getattr(keras.optimizers, kind)(**config)
        variables = [keras.Variable(v) for v in start]
        optimizer.build(variables)
        after = []
        for step in steps:
            optimizer.apply([ops.convert_to_tensor(g) for g in step], variables)
            after.append(plain(variables))
        said = optimizer.get_config()
        said = {k: v for k, v in said.items() if not k.startswith(("name", "use_ema", "ema_", "loss_scale", "gradient_acc"))}
        said = {k: (float(np.float32(v).astype(str)) if k == "learning_rate" else v) for k, v in said.items()}
        cases.append({"name": name, "optimizer": {"class_name": kind, "config": said}, "initial": start,
                      "gradients": steps, "after": after})

    clipping = []
    given = [np.array([3, 4], "float32"), np.array([0, 12], "float32")]
    small = [np.array([.3, .4], "float32"), np.array([0, 0], "float32")]
    for config in (dict(clipnorm=1.0), dict(clipnorm=5.0), dict(global_clipnorm=1.0), dict(clipvalue=3.5)):
        for which, g in (("seed", given), ("small", small)):
            clipped = keras.optimizers.SGD(**config)._clip_gradients([ops.convert_to_tensor(x) for x in g])
            clipping.append(plain({"name": which, "config": config, "gradients": g, "clipped": clipped}))
    return {"cases": cases, "clipping": clipping}


# ---------------------------------------------------------------------------------------------- metrics

def metrics():
    cases = []
    sizes = [4, 1, 6]   # unequal batches: the mean of the batch means is not the answer

    def add(name, kind, batches, **config):
        metric = getattr(keras.metrics, kind)(**config)
        results = []
        for b in batches:
            p = ops.convert_to_tensor(b["y_pred"])
            if "mask" in b:
                keras.src.backend.set_keras_mask(p, ops.convert_to_tensor(b["mask"]))
            weight = b.get("sample_weight")
            metric.update_state(ops.convert_to_tensor(b["y_true"]), p,
                                sample_weight=None if weight is None else ops.convert_to_tensor(weight))
            results.append(metric.result())
        cases.append(plain({"name": name, "metric": {"class_name": kind, "config": config}, "batches": batches,
                            "results": results}))

    def batches(true, pred, weights=None, mask=None):
        found, at = [], 0
        for n in sizes:
            b = {"y_true": true[at:at + n], "y_pred": pred[at:at + n]}
            if weights is not None:
                b["sample_weight"] = weights[at:at + n]
            if mask is not None:
                b["mask"] = mask[at:at + n]
            found.append(b)
            at += n
        return found

    n, classes, time = sum(sizes), 4, 3
    draw = Draw("metrics")
    weights, step_weights = draw.uniform((n,), 0, 2), draw.uniform((n, time), 0, 2)
    mask = draw.uniform((n, time)) < .6
    labels2, labels3 = draw.ints((n,), classes - 1), draw.ints((n, time), classes)   # class 3 is absent from labels2
    eye = np.eye(classes, dtype="float32")
    # half a random answer, half the right one, in two rows of three
    p2 = draw.probabilities((n, classes)) / 2 + eye[np.where(draw.uniform((n,)) < .66, labels2, draw.ints((n,), classes))] / 2
    p3 = draw.probabilities((n, time, classes)) / 2 + eye[np.where(draw.uniform((n, time)) < .66, labels3, 0)] / 2
    p2, p3 = p2.round(3), p3.round(3)
    bits2, bits3 = draw.ints((n, 1), 2).astype("float32"), draw.ints((n, time, 1), 2).astype("float32")
    b2, b3 = ((draw.uniform(b.shape) + .4 * b) / 1.4 for b in (bits2, bits3))
    b2, b3 = b2.round(2), b3.round(2)
    b2[0] = b2[6] = .5   # on the threshold: not positive
    real2, real3 = draw.normal((n, 2)), draw.normal((n, time, 2))
    guess2, guess3 = draw.normal((n, 2)), draw.normal((n, time, 2))
    tables = {
        "BinaryAccuracy": (bits2, b2, bits3, b3), "CategoricalAccuracy": (eye[labels2], p2, eye[labels3], p3),
        "SparseCategoricalAccuracy": (labels2, p2, labels3, p3), "MeanSquaredError": (real2, guess2, real3, guess3),
        "MeanAbsoluteError": (real2, guess2, real3, guess3),
    }
    for kind, (t2, g2, t3, g3) in tables.items():
        add(f"{kind}/2d", kind, batches(t2, g2))
        add(f"{kind}/2d/sample_weight", kind, batches(t2, g2, weights))
        add(f"{kind}/3d", kind, batches(t3, g3))
        add(f"{kind}/3d/step_weight", kind, batches(t3, g3, step_weights))
        add(f"{kind}/3d/mask", kind, batches(t3, g3, None, mask))
        add(f"{kind}/3d/mask/step_weight", kind, batches(t3, g3, step_weights, mask))
    tied = np.array([[.4, .4, .2, 0], [0, .1, .45, .45]], "float32")
    add("SparseCategoricalAccuracy/ties", "SparseCategoricalAccuracy",
        [{"y_true": np.array([0, 2], "int32"), "y_pred": tied}, {"y_true": np.array([1, 3], "int32"), "y_pred": tied}])
    for kind in ("Precision", "Recall"):
        for config in ({}, {"thresholds": .3}):
            more = "".join(f"/{k}_{v}" for k, v in config.items())
            add(f"{kind}/binary{more}", kind, batches(bits2, b2), **config)
            add(f"{kind}/binary{more}/sample_weight", kind, batches(bits2, b2, weights), **config)
            add(f"{kind}/one_hot{more}", kind, batches(eye[labels2], p2), **config)
        add(f"{kind}/nothing_positive", kind, [{"y_true": np.zeros((2, 1), "float32"), "y_pred": np.zeros((2, 1), "float32")}])
    sharp = (p2 * 3).clip(0, 1).round(2).astype("float32")
    for average in (None, "micro", "macro", "weighted"):
        add(f"F1Score/{average}", "F1Score", batches(eye[labels2], p2), average=average)
        add(f"F1Score/{average}/threshold_.5", "F1Score", batches(eye[labels2], sharp), average=average, threshold=.5)
        add(f"F1Score/{average}/sample_weight", "F1Score", batches(eye[labels2], p2, weights), average=average)

    tables = []
    for name, true, pred, labels in [
        ("all_classes", [0, 1, 2, 2, 1, 0, 2, 2], [0, 2, 2, 2, 1, 1, 2, 0], None),
        ("absent_from_prediction", [0, 1, 2, 3, 3, 1], [0, 1, 1, 1, 0, 1], None),
        ("absent_from_truth", [0, 1, 1, 0, 1], [0, 1, 2, 4, 1], None),
        ("absent_from_both", [0, 1, 3, 3], [0, 3, 3, 1], [0, 1, 2, 3, 4]),
        ("one_class", [1, 1, 1], [1, 1, 1], None),
        ("all_wrong", [0, 0, 1], [1, 2, 0], None),
        ("many", Draw("many").ints((60,), 6).tolist(), Draw("many guesses").ints((60,), 7).tolist(), None),
    ]:
        used = sorted(set(true) | set(pred)) if labels is None else labels
        table = {"name": name, "y_true": np.array(true), "y_pred": np.array(pred), "labels": np.array(used),
                 "confusion_matrix": skm.confusion_matrix(true, pred, labels=labels),
                 "accuracy": float(skm.accuracy_score(true, pred))}
        for average in ("micro", "macro", "weighted"):
            p, r, f, _ = skm.precision_recall_fscore_support(true, pred, labels=labels, average=average, zero_division=0)
            table[average] = {"precision": float(p), "recall": float(r), "f1": float(f)}
        p, r, f, support = skm.precision_recall_fscore_support(true, pred, labels=labels, zero_division=0)
        table["per_class"] = {"precision": p, "recall": r, "f1": f, "support": support}
        tables.append(table)
    return {"cases": cases, "scikit_learn": tables}


# ---------------------------------------------------------------------------------------------- training

def dense(optimizer):
    """An optimizer that sees whole gradients.

    TensorFlow hands the gradient of an embedding over as rows, the same row several times if an id repeats, and Keras
    squares them before it adds them up: Adam and RMSprop then differ from every other backend. The sum decides here.
    """
    if BACKEND == "tensorflow":
        apply = optimizer.apply
        optimizer.apply = lambda grads, variables=None: apply([tf.convert_to_tensor(g) for g in grads], variables)
    return optimizer


def training():
    runs = []

    def add(name, specs, optimizer, loss, x, y, vx, vy, weighted_metrics=None, **fit):
        draw = Draw(name)
        kind, config = optimizer
        model = model_of(specs, x.shape[1:], x.dtype.name)
        randomise(model, draw)
        model.compile(optimizer=dense(getattr(keras.optimizers, kind)(**config)), loss=loss, metrics=["accuracy"],
                      weighted_metrics=weighted_metrics)
        start = plain(named_weights(model))
        said = {k: v for k, v in fit.items() if k != "sample_weight"} | dict(batch_size=4, epochs=3, shuffle=False)
        history = model.fit(x, y, batch_size=4, epochs=3, shuffle=False, verbose=0, validation_data=(vx, vy),
                            **fit).history
        said |= {"class_weight": {str(k): v for k, v in fit["class_weight"].items()}} if "class_weight" in fit else {}
        run = {"name": name, "layers": specs, "optimizer": {"class_name": kind, "config": config}, "loss": loss,
               "metrics": ["accuracy"], "weighted_metrics": weighted_metrics, "fit": said, "initial_weights": start,
               "x": x, "y": y}
        if "sample_weight" in fit:
            run["sample_weight"] = fit["sample_weight"]
        run |= {"validation_x": vx, "validation_y": vy,
                "history": {k: [np.float32(v) for v in values] for k, values in history.items()},
                "final_weights": named_weights(model), "predictions": model.predict(vx, verbose=0)}
        runs.append(plain(run))

    d = Draw("training")
    eye = np.eye(3, dtype="float32")
    add("simple_rnn_adam_sample_weight", [spec("SimpleRNN", units=4), spec("Dense", units=3, activation="softmax")],
        ("Adam", dict(learning_rate=.02, clipnorm=.1)), "categorical_crossentropy",
        d.normal((12, 5, 3)), eye[d.ints((12,), 3)], d.normal((6, 5, 3)), eye[d.ints((6,), 3)],
        weighted_metrics=["accuracy"], sample_weight=d.uniform((12,), 0, 2))

    def sentences(n):
        ids = d.ints((n, 6), 9, 1)
        ids[np.arange(6) >= d.ints((n, 1), 7, 1)] = 0
        return ids

    # 14 samples in batches of 4: the last batch is smaller
    add("embedding_lstm_sgd_class_weight",
        [spec("Embedding", input_dim=9, output_dim=3, mask_zero=True), spec("LSTM", units=4),
         spec("Dense", units=3, activation="softmax")],
        ("SGD", dict(learning_rate=.1, momentum=.9)), "sparse_categorical_crossentropy",
        sentences(14), d.ints((14,), 3), sentences(5), d.ints((5,), 3), class_weight={0: 1.0, 1: 2.5, 2: .5})
    add("gru_rmsprop", [spec("GRU", units=4), spec("Dense", units=1, activation="sigmoid")],
        ("RMSprop", dict(learning_rate=.01)), "binary_crossentropy",
        d.normal((12, 5, 3)), d.ints((12, 1), 2).astype("float32"), d.normal((6, 5, 3)),
        d.ints((6, 1), 2).astype("float32"))
    # A label for every step: the mask reaches the loss and the metrics. (On JAX the training accuracy, and only that,
    # loses the mask: the one disagreement to expect.)
    add("tagger_adam",
        [spec("Embedding", input_dim=9, output_dim=3, mask_zero=True),
         spec("Bidirectional", layer=spec("LSTM", units=3, return_sequences=True)),
         spec("Dense", units=3, activation="softmax")],
        ("Adam", dict(learning_rate=.02)), "sparse_categorical_crossentropy",
        sentences(14), d.ints((14, 6), 3), sentences(5), d.ints((5, 6), 3))
    return {"runs": runs}


# ---------------------------------------------------------------------------------------------- callbacks

class Dummy:
    """What the callbacks touch of a model; its one weight is the number of the epoch."""

    def __init__(self, optimizer=None):
        self.optimizer, self.stop_training, self.weights = optimizer, False, None

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


def callbacks():
    falling = [1.0, .8, .7, .65, .66, .64, .7, .71, .72, .73, .74, .75]
    series = {
        "falls_then_rises": falling,
        "slow": [1.0, .995, .99, .985, .98, .975, .97, .965],
        "rises": [.5, .6, .7, .8, .9],
        "flat": [.5] * 8,
        "late": [2.0, 3.0, 4.0, 1.5, 1.4, 1.6, 1.7, 1.8, 1.3],
    }
    early = []
    for name, values, options in [
        ("defaults", "falls_then_rises", {}),
        ("patience", "falls_then_rises", dict(patience=2)),
        ("patience_restore", "falls_then_rises", dict(patience=3, restore_best_weights=True)),
        ("restore_without_stop", "falls_then_rises", dict(patience=20, restore_best_weights=True)),
        ("min_delta", "slow", dict(min_delta=.01, patience=2)),
        ("min_delta_negative", "slow", dict(min_delta=-.01, patience=2)),
        ("min_delta_large", "slow", dict(min_delta=.02, patience=3, restore_best_weights=True)),
        ("patience_0_rises", "rises", dict(restore_best_weights=True)),
        ("patience_1_rises", "rises", dict(patience=1, restore_best_weights=True)),
        ("mode_max", "falls_then_rises", dict(mode="max", patience=3, restore_best_weights=True)),
        ("mode_max_rises", "rises", dict(mode="max", min_delta=.05, patience=2)),
        ("mode_max_min_delta", "rises", dict(mode="max", min_delta=.15, patience=2)),
        ("flat", "flat", dict(patience=3, restore_best_weights=True)),
        ("baseline_never_met", "falls_then_rises", dict(baseline=.5, patience=3, restore_best_weights=True)),
        ("baseline_met", "falls_then_rises", dict(baseline=.75, patience=3, restore_best_weights=True)),
        ("baseline_late", "late", dict(baseline=1.45, patience=5, restore_best_weights=True)),
        ("start_from_epoch", "late", dict(start_from_epoch=2, patience=2, restore_best_weights=True)),
        ("start_from_epoch_4", "late", dict(start_from_epoch=4, patience=1, restore_best_weights=True)),
        ("start_after_the_end", "rises", dict(start_from_epoch=20, restore_best_weights=True)),
    ]:
        callback = keras.callbacks.EarlyStopping(**({"mode": "min"} | options))
        model = Dummy()
        callback.set_model(model)
        callback.on_train_begin()
        wait, best = [], []
        for epoch, v in enumerate(series[values]):
            model.weights = [np.array([epoch])]
            callback.on_epoch_end(epoch, {"val_loss": v})
            wait.append(callback.wait)
            best.append(callback.best)
            if model.stop_training:
                break
        callback.on_train_end()
        said = dict(monitor="val_loss", min_delta=0, patience=0, mode="min", baseline=None, restore_best_weights=False,
                    start_from_epoch=0) | options
        early.append({"name": name, "options": said, "values": series[values], "epochs_run": len(wait),
                      "stopped": model.stop_training, "stopped_epoch": callback.stopped_epoch,
                      "best_epoch": callback.best_epoch, "wait": wait, "best": best,
                      "weights_of_epoch": int(model.weights[0][0])})

    plateau = []
    for name, values, options in [
        ("defaults", "falls_then_rises", {}),
        ("patience_2", "falls_then_rises", dict(patience=2)),
        ("patience_1_factor_half", "falls_then_rises", dict(patience=1, factor=.5)),
        ("patience_0", "rises", dict(patience=0, factor=.5)),
        ("cooldown", "falls_then_rises", dict(patience=1, factor=.5, cooldown=2)),
        ("cooldown_flat", "flat", dict(patience=2, factor=.5, cooldown=1)),
        ("min_lr", "rises", dict(patience=1, factor=.1, min_lr=.002)),
        ("min_delta", "slow", dict(patience=2, factor=.5, min_delta=.01)),
        ("min_delta_0", "slow", dict(patience=2, factor=.5, min_delta=0)),
        ("mode_max", "falls_then_rises", dict(patience=3, factor=.2, mode="max")),
    ]:
        model = Dummy(keras.optimizers.SGD(learning_rate=.1))
        callback = keras.callbacks.ReduceLROnPlateau(**({"mode": "min"} | options))
        callback.set_model(model)
        callback.on_train_begin()
        rates, logged, wait, cooling = [], [], [], []
        for epoch, v in enumerate(series[values]):
            logs = {"val_loss": v}
            callback.on_epoch_end(epoch, logs)
            logged.append(np.float32(logs["learning_rate"]))
            rates.append(np.float32(model.optimizer.learning_rate))
            wait.append(callback.wait)
            cooling.append(callback.cooldown_counter)
        said = dict(monitor="val_loss", factor=.1, patience=10, mode="min", min_delta=1e-4, cooldown=0, min_lr=0.0) | options
        plateau.append({"name": name, "options": said, "values": series[values], "initial_learning_rate": .1,
                        "learning_rate_after_epoch": rates, "learning_rate_in_logs": logged, "wait": wait,
                        "cooldown": cooling})
    return {"early_stopping": early, "reduce_lr_on_plateau": plateau}


# ---------------------------------------------------------------------------------------------- initializers

def initializers():
    from keras.src.initializers.random_initializers import compute_fans

    shapes = [(5,), (3, 8), (10, 12), (3, 4, 5), (2, 3, 4, 5)]
    fans = []
    for s in shapes:
        fan_in, fan_out = compute_fans(s)
        fans.append({"shape": list(s), "fan_in": int(fan_in), "fan_out": int(fan_out)})

    scaled = {"GlorotUniform": (1, "avg", "uniform"), "GlorotNormal": (1, "avg", "truncated_normal"),
              "HeUniform": (2, "in", "uniform"), "HeNormal": (2, "in", "truncated_normal"),
              "LecunUniform": (1, "in", "uniform"), "LecunNormal": (1, "in", "truncated_normal")}
    parameters = []
    for kind, (scale, mode, distribution) in scaled.items():
        for s in shapes:
            fan_in, fan_out = compute_fans(s)
            variance = scale / max(1.0, fan_in if mode == "in" else (fan_in + fan_out) / 2)
            p = {"initializer": kind, "shape": list(s), "distribution": distribution}
            if distribution == "uniform":
                p["limit"] = float(np.sqrt(3 * variance))
            else:   # cut at two of these deviations, wider so that what is left has the wanted one
                p["stddev"] = float(np.sqrt(variance) / .87962566103423978)
            parameters.append(p)

    moments = []
    kinds = [*((k, {}) for k in scaled), ("RandomUniform", {}), ("RandomUniform", dict(minval=-1.0, maxval=3.0)),
             ("RandomNormal", {}), ("RandomNormal", dict(mean=1.0, stddev=2.0)), ("TruncatedNormal", {}),
             ("TruncatedNormal", dict(mean=1.0, stddev=2.0)), ("Orthogonal", {})]
    for kind, config in kinds:
        shape = (400, 300) if kind != "Orthogonal" else (100, 400)
        x = np.asarray(ops.convert_to_numpy(getattr(keras.initializers, kind)(seed=7, **config)(shape)), "float64")
        moments.append({"initializer": kind, "config": config, "shape": list(shape), "mean": float(x.mean()),
                        "std": float(x.std()), "min": float(x.min()), "max": float(x.max())})

    orthogonal = []
    for shape in [(4, 4), (3, 8), (8, 3), (3, 12), (2, 3, 4)]:
        for gain in (1.0, 2.0):
            q = np.asarray(ops.convert_to_numpy(keras.initializers.Orthogonal(gain=gain, seed=7)(shape)), "float64")
            q = q.reshape(-1, shape[-1])
            wide = q.shape[0] <= q.shape[1]
            product = q @ q.T if wide else q.T @ q
            assert abs(product - gain ** 2 * np.eye(len(product))).max() < 1e-5
            orthogonal.append({"shape": list(shape), "gain": gain, "as_matrix": list(q.shape),
                               "orthonormal": "rows" if wide else "columns"})
    return {"fans": fans, "parameters": parameters, "moments": moments, "orthogonal": orthogonal}


# ---------------------------------------------------------------------------------------------- summary

def summary():
    models = []
    kl = keras.layers

    def text(model, columns):
        os.environ["COLUMNS"] = str(columns)
        lines = []
        model.summary(print_fn=lambda line, line_break=True: lines.append(line + ("\n" if line_break else "")))
        return "".join(lines)

    def add(name, model, layer_specs=None):
        entry = {"name": name, "wide_terminal": text(model, 120), "terminal_of_80": text(model, 80)}
        if model.built:
            entry |= {"parameters": model.count_params(), "output_shape": str(model.output_shape)}
        models.append(entry)

    def sequential(*parts):
        keras.backend.clear_session()
        return keras.Sequential([p() if callable(p) and not isinstance(p, kl.Layer) else p for p in parts])

    def head():
        return [lambda: kl.Dense(46), lambda: kl.Activation("softmax")]

    reuters = lambda: keras.Input((49, 1))
    add("simple_rnn_42", sequential(lambda: keras.Input((2, 10)), lambda: kl.SimpleRNN(3)))
    add("simple_rnn_42_batch_8", sequential(lambda: keras.Input(batch_shape=(8, 2, 10)), lambda: kl.SimpleRNN(3)))
    add("simple_rnn_42_batch_8_sequences",
        sequential(lambda: keras.Input(batch_shape=(8, 2, 10)), lambda: kl.SimpleRNN(3, return_sequences=True)))
    add("simple_rnn_36", sequential(lambda: keras.Input((None, 4)), lambda: kl.SimpleRNN(4)))
    add("deep_rnn_328320", sequential(
        lambda: keras.Input((100,)), lambda: kl.Embedding(10000, 32),
        *3 * [lambda: kl.SimpleRNN(32, return_sequences=True)], lambda: kl.SimpleRNN(32)))
    add("bidirectional_timesteps_10", sequential(
        lambda: keras.Input((10, 5)), lambda: kl.Bidirectional(kl.SimpleRNN(8, return_sequences=True))))
    add("vanilla_4946", sequential(reuters, lambda: kl.SimpleRNN(50), *head()))
    add("stacked_2_9996", sequential(
        reuters, lambda: kl.SimpleRNN(50, return_sequences=True), lambda: kl.SimpleRNN(50), *head()))
    add("stacked_3_15046", sequential(
        reuters, *2 * [lambda: kl.SimpleRNN(50, return_sequences=True)], lambda: kl.SimpleRNN(50), *head()))
    add("lstm_12746", sequential(reuters, lambda: kl.LSTM(50), *head()))
    add("stacked_lstm_32946", sequential(
        reuters, lambda: kl.LSTM(50, return_sequences=True), lambda: kl.LSTM(50), *head()))
    add("bidirectional_9846", sequential(reuters, lambda: kl.Bidirectional(kl.SimpleRNN(50)), *head()))
    # the input shape on the inner layer, as the seed writes it
    with contextlib.redirect_stderr(io.StringIO()):
        inner = sequential(lambda: kl.Bidirectional(kl.SimpleRNN(50, input_shape=(49, 1))), *head())
    add("bidirectional_9846_inner_input_shape", inner)
    add("gru_both_ways_of_reset", sequential(
        lambda: keras.Input((None, 10)), lambda: kl.GRU(3, return_sequences=True, name="after"),
        lambda: kl.GRU(3, reset_after=False, name="before")))
    add("repeat_vector", sequential(
        lambda: keras.Input((7,)), lambda: kl.RepeatVector(4), lambda: kl.SimpleRNN(5, return_sequences=True)))
    add("embedding_lstm", sequential(
        lambda: keras.Input((50,)), lambda: kl.Embedding(30000, 64, mask_zero=True),
        lambda: kl.Bidirectional(kl.LSTM(64)), lambda: kl.Dropout(.3), lambda: kl.Dense(46, activation="softmax")))
    frozen = sequential(lambda: keras.Input((50,)), lambda: kl.Embedding(100, 8, trainable=False), lambda: kl.LSTM(4))
    add("frozen_embedding", frozen)
    add("long_names", sequential(
        lambda: keras.Input((49, 1)), lambda: kl.SimpleRNN(50, name="a_layer_whose_name_is_far_too_long_for_its_column")))

    deferred = sequential(lambda: kl.SimpleRNN(50), lambda: kl.Dense(46), lambda: kl.Activation("softmax"))
    add("deferred/before", deferred)
    deferred.build((None, 49, 1))
    add("deferred/built", deferred)
    deferred.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
    add("deferred/compiled", deferred)
    d = Draw("deferred")
    deferred.fit(d.normal((4, 49, 1)), d.ints((4,), 46), verbose=0)
    add("deferred/fitted", deferred)
    graphs(add, kl)
    os.environ.pop("COLUMNS")
    return {"models": models}


def graphs(add, kl):
    """Functional models; node numbers count every call of a layer, so each model gets layers of its own."""
    keras.backend.clear_session()
    text, numbers = keras.Input((None,), name="text"), keras.Input((5,))
    x = kl.LSTM(16)(kl.Embedding(100, 8)(text))
    y = kl.Dense(16, activation="relu")(numbers)
    z = kl.Dense(16)(kl.Concatenate()([x, y]))
    z = kl.Add()([z, x, y])
    add("graph/several", keras.Model([text, numbers], [kl.Dense(2, name="kind")(z), kl.Dense(1, name="size")(z)]))

    keras.backend.clear_session()
    left, right = keras.Input((None,), name="left"), keras.Input((None,), name="right")
    embedding, lstm = kl.Embedding(100, 8), kl.LSTM(16)
    both = [lstm(embedding(left)), lstm(embedding(right))]
    add("graph/shared", keras.Model([left, right], kl.Dense(1)(kl.Subtract()(both))))

    keras.backend.clear_session()
    x = keras.Input((7, 3))
    add("graph/states", keras.Model(x, kl.LSTM(4, return_state=True)(x)))

    keras.backend.clear_session()
    x = keras.Input((7, 3))
    add("graph/chain", keras.Model(x, kl.Dense(2)(kl.LSTM(4)(x))))

    keras.backend.clear_session()
    x, y = keras.Input((7, 3)), keras.Input((5, 3))
    _, h, c = kl.LSTM(4, return_state=True)(x)
    add("graph/encoder_decoder", keras.Model([x, y], kl.LSTM(4, return_sequences=True)(y, initial_state=[h, c])))

    keras.backend.clear_session()
    x = keras.Input((7, 3))
    forward = kl.Bidirectional(kl.GRU(4, return_sequences=True, return_state=True))(x)
    add("graph/bidirectional_states", keras.Model(x, kl.Concatenate()([forward[1], forward[2]])))


# ---------------------------------------------------------------------------------------------- the lines of fit

class Terminal(io.StringIO):
    def isatty(self):
        return True


def fit_verbose():
    """What fit prints; times vary from run to run, everything else is the format to imitate."""
    found = [f"What Keras {keras.__version__} prints: fit of 2 epochs, 5 batches each, with validation data; then evaluate; then\n"
             "predict. Control characters are written out: \\x1b is escape, \\r carriage return, \\x08*56 is 56 backspaces;\n"
             "a line break in the output is a line break here. Times vary.\n"]
    d = Draw("verbose")
    x, y = d.normal((18, 5, 3)), d.ints((18,), 3)

    def record(title, stream, verbose, callbacks):
        model = model_of([spec("SimpleRNN", units=4), spec("Dense", units=3, activation="softmax")], (5, 3))
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        with contextlib.redirect_stdout(stream) as out:
            model.fit(x, y, batch_size=4, epochs=2, verbose=verbose, validation_data=(x[:6], y[:6]), callbacks=callbacks)
            if not callbacks:
                model.evaluate(x, y, batch_size=4, verbose=verbose)
                model.predict(x, batch_size=4, verbose=verbose)
        text = re.sub("\x08+", lambda m: f"\\x08*{len(m[0])}", out.getvalue())
        found.append(f"\n===== {title}\n" + text.replace("\x1b", "\\x1b").replace("\r", "\\r"))

    record("verbose=1, to a file or a pipe", io.StringIO(), 1, [])
    record("verbose=1, to a terminal", Terminal(), 1, [])
    record("verbose=2, to a file or a pipe", io.StringIO(), 2, [])
    record("verbose=2, to a terminal", Terminal(), 2, [])
    record("verbose=2, with ReduceLROnPlateau and EarlyStopping, both verbose=1", io.StringIO(), 2, [
        keras.callbacks.ReduceLROnPlateau(patience=0, min_delta=100, factor=.001, verbose=1),
        keras.callbacks.EarlyStopping(patience=1, min_delta=100, verbose=1, restore_best_weights=True)])
    return "".join(found)


# ---------------------------------------------------------------------------------------------- write or compare

WRITER = {"recurrent": "jax"}
FILES = [recurrent, layers, losses, optimizers, metrics, training, callbacks, initializers, summary]


def compare(ours, theirs, path, differences):
    """Collects (difference, where): relative above 1, absolute below."""
    def called(v, otherwise):
        return v["name"] if isinstance(v, dict) and "name" in v else otherwise

    if isinstance(theirs, dict) and theirs.get("tensorflow_differs"):
        differences.append((0 if ours.get("tensorflow_differs") else float("inf"), path))
    elif isinstance(theirs, dict) and isinstance(ours, dict) and set(ours) == set(theirs):
        for k in theirs:
            compare(ours[k], theirs[k], f"{path}/{k}", differences)
    elif isinstance(theirs, list) and isinstance(ours, list) and len(ours) == len(theirs):
        if all(isinstance(v, (int, float)) for v in theirs + ours):
            if theirs:
                off = np.abs(np.subtract(ours, theirs, dtype="float64")) / np.maximum(1, np.abs(theirs))
                differences.append((float(off.max()), path))
        else:
            for i, (a, b) in enumerate(zip(ours, theirs)):
                compare(a, b, f"{path}/{called(b, i)}", differences)
    elif isinstance(theirs, (int, float)) and isinstance(ours, (int, float)):
        differences.append((abs(ours - theirs) / max(1, abs(theirs)), path))
    elif ours != theirs:
        differences.append((float("inf"), path))


def main(wanted):
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in FILES:
        if wanted and make.__name__ not in wanted:
            continue
        keras.backend.clear_session()
        keras.utils.set_random_seed(1)
        content = make()
        text = to_json({"meta": {"by": "goldens.py", "keras": keras.__version__, "backend": BACKEND,
                                 "scikit_learn": sklearn.__version__, "numpy": np.__version__}, **content}) + "\n"
        file = FOLDER / f"{make.__name__}.json"
        counts = ", ".join(f"{len(v)} {k}" for k, v in content.items())
        if BACKEND == WRITER.get(make.__name__, "tensorflow"):
            file.write_text(text, encoding="utf-8")
            print(f"{file.name}: {len(text) // 1024} KB, {counts}", flush=True)
        else:
            ours, theirs = json.loads(text), json.loads(file.read_text(encoding="utf-8"))
            for left_out in ("meta", "moments"):   # random streams differ from backend to backend
                ours.pop(left_out, None), theirs.pop(left_out, None)
            differences = []
            compare(ours, theirs, "", differences)
            differences.sort(key=lambda d: -d[0])
            print(f"{file.name}: {counts}; largest difference {differences[0][0]:.2g}", flush=True)
            for d, path in differences:
                if d > 1e-5:
                    print(f"   {d:.2g}  {path}")
    if BACKEND == "tensorflow" and (not wanted or "fit_verbose" in wanted):
        (FOLDER / "fit_verbose.txt").write_text(fit_verbose(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
