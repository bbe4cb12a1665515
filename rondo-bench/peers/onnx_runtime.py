"""ONNX Runtime, inference only: a model of one recurrent node, built here."""
from work import THREADS, answer

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(0)
CELLS = {"lstm": ("LSTM", 4, {}), "gru": ("GRU", 3, {"linear_before_reset": 1}), "rnn": ("RNN", 1, {})}


def session(w):
    kind, gates, options = CELLS[w.cell]

    def weight(name, *shape):
        return numpy_helper.from_array(random.uniform(-0.1, 0.1, shape).astype("float32"), name)

    weights = [weight("W", 1, gates * w.units, w.inputs), weight("R", 1, gates * w.units, w.units),
        weight("B", 1, 2 * gates * w.units)]
    state = [1, w.batch, w.units]
    floats = helper.make_tensor_value_info
    states_in, states_out = (["h0", "c0"], ["h", "c"]) if w.cell == "lstm" else (["h0"], ["h"])
    node = helper.make_node(kind, ["X", "W", "R", "B", "", *states_in], ["Y", *states_out], hidden_size=w.units,
        **options)
    graph = helper.make_graph([node], w.name,
        [floats("X", TensorProto.FLOAT, [w.time, w.batch, w.inputs]),
            *(floats(s, TensorProto.FLOAT, state) for s in states_in)],
        [floats("Y", TensorProto.FLOAT, [w.time, 1, w.batch, w.units]),
            *(floats(s, TensorProto.FLOAT, state) for s in states_out)], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    o = onnxruntime.SessionOptions()
    o.intra_op_num_threads = THREADS
    o.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), o), states_in, states_out


def run(w):
    if w.does == "train":
        raise NotImplementedError("its training packages are no longer made")
    s, states_in, states_out = session(w)
    x = random.standard_normal((w.time, w.batch, w.inputs)).astype("float32")
    state = [np.zeros((1, w.batch, w.units), "float32") for _ in states_in]

    def step():
        y, *after = s.run(["Y", *states_out], {"X": x, **dict(zip(states_in, state))})
        if w.does == "stream":
            state[:] = after

    return step


answer(onnxruntime.__version__, run)
