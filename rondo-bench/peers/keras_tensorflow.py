"""Keras on TensorFlow: `keras.layers` under `tf.function`, the way `fit` runs them, without its loop over data. With
`jax` as third argument, Keras on JAX, with the training step that Keras's guide for JAX writes."""
from work import CLASSES, NAME, THREADS, WORDS, answer

import os
import sys

BACKEND = "jax" if "jax" in sys.argv else "tensorflow"
os.environ["KERAS_BACKEND"] = BACKEND
if BACKEND == "jax":
    os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={'true' if THREADS > 1 else 'false'}"
import numpy as np

if BACKEND == "tensorflow":
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    tf.config.threading.set_inter_op_parallelism_threads(THREADS)
else:
    import jax
import keras
from keras import layers

random = np.random.default_rng(0)
CELLS = {"lstm": layers.LSTM, "gru": layers.GRU, "rnn": layers.SimpleRNN}


def recurrent(w, **options):
    if w.cell == "bilstm":
        return layers.Bidirectional(layers.LSTM(w.units, **options))
    return CELLS[w.cell](w.units, **options)


def network(w):
    if w.cell == "lm":
        return keras.Sequential([layers.Input((w.time,)), layers.Embedding(WORDS, w.inputs),
            layers.LSTM(w.units, return_sequences=True), layers.LSTM(w.units, return_sequences=True),
            layers.Dense(WORDS)])
    return keras.Sequential([layers.Input((w.time, w.inputs)), recurrent(w), layers.Dense(CLASSES)])


def data(w):
    if w.cell == "lm":
        return (random.integers(0, WORDS, (w.batch, w.time)).astype("int32"),
            random.integers(0, WORDS, (w.batch, w.time)).astype("int32"))
    return (random.standard_normal((w.batch, w.time, w.inputs)).astype("float32"),
        random.integers(0, CLASSES, w.batch).astype("int32"))


def train(w):
    model = network(w)
    x, y = data(w)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    adam = keras.optimizers.Adam(1e-3)
    adam.build(model.trainable_variables)
    return (train_tensorflow if BACKEND == "tensorflow" else train_jax)(w, model, x, y, loss, adam)


def train_tensorflow(w, model, x, y, loss, adam):
    x, y = tf.constant(x), tf.constant(y)
    weights = model.trainable_variables
    sought = weights if w.cell == "lm" else [*weights, x]

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            if w.cell != "lm":
                tape.watch(x)
            value = loss(y, model(x, training=True))
        sources = weights if w.cell == "lm" else [*weights, x]
        grads = tape.gradient(value, sources)
        adam.apply(grads[: len(weights)], weights)
        return value, grads[-1] if w.cell != "lm" else value

    del sought
    return lambda: step(x, y)[0].numpy()


def train_jax(w, model, x, y, loss, adam):
    x, y = jax.numpy.asarray(x), jax.numpy.asarray(y)
    inputs = w.cell != "lm"

    def value(weights, x, others):
        out, others = model.stateless_call(weights, others, x, training=True)
        return loss(y, out), others

    grad = jax.value_and_grad(value, argnums=(0, 1) if inputs else 0, has_aux=True)

    @jax.jit
    def step(state, x):
        weights, others, kept = state
        (v, others), g = grad(weights, x, others)
        dw, dx = g if inputs else (g, v)
        weights, kept = adam.stateless_apply(kept, dw, weights)
        return (weights, others, kept), v, dx

    state = [([v.value for v in model.trainable_variables], [v.value for v in model.non_trainable_variables],
        [v.value for v in adam.variables])]

    def run():
        state[0], v, dx = step(state[0], x)
        jax.block_until_ready((state[0], v, dx))

    return run


def infer(w):
    model = keras.Sequential([layers.Input((w.time, w.inputs)), recurrent(w, return_sequences=True)])
    x, _ = data(w)
    if BACKEND == "tensorflow":
        x = tf.constant(x)
        run = tf.function(lambda x: model(x, training=False))
        return lambda: run(x).numpy()
    weights = [v.value for v in model.trainable_variables]
    others = [v.value for v in model.non_trainable_variables]
    run = jax.jit(lambda x: model.stateless_call(weights, others, x, training=False)[0])
    x = jax.numpy.asarray(x)
    return lambda: run(x).block_until_ready()


def stream(w):
    layer = recurrent(w, return_state=True)
    x, _ = data(w)
    layer.build(x.shape)
    if BACKEND == "tensorflow":
        x = tf.constant(x)
        run = tf.function(lambda x, h, c: layer(x, initial_state=[h, c]))
        state = [tf.zeros((w.batch, w.units)), tf.zeros((w.batch, w.units))]
    else:
        x = jax.numpy.asarray(x)
        weights = [v.value for v in layer.trainable_variables]
        others = [v.value for v in layer.non_trainable_variables]
        run = jax.jit(lambda x, h, c: layer.stateless_call(weights, others, x, initial_state=[h, c])[0])
        state = [jax.numpy.zeros((w.batch, w.units)), jax.numpy.zeros((w.batch, w.units))]

    def step():
        y, state[0], state[1] = run(x, *state)
        np.asarray(y)

    return step


version = f"{keras.__version__} on {tf.__version__ if BACKEND == 'tensorflow' else jax.__version__}"
answer(version, lambda w: {"train": train, "infer": infer, "stream": stream}[w.does](w))
