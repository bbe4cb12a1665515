"""What Keras's layers of several inputs answer, merges and attentions, with options and masks, for MergeGoldenTest.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_merge.py   # writes vocabulary_merge.json
    KERAS_BACKEND=jax python vocabulary_merge.py          # compares it, and prints where the two differ most

The style is that of goldens.py. Masks are those that Keras's tensors carry. Where Keras's backends differ:
the gradient of a maximum of equal numbers (TensorFlow gives it to the first, JAX halves it), as maximum/ranks has one; JAX
refuses heads whose values are of another size than their keys, unless somebody looks at the scores, so those cases are
TensorFlow's alone; heads of size 1 with a bias, which TensorFlow adds along time if there are as many steps as heads: no
case has them.
"""

import json
import sys

from goldens import BACKEND, FOLDER, Draw, flat, gradients, keras, np, ops, plain, to_json

RIGHT = np.array([[1, 1, 1, 0], [1, 0, 0, 0], [1, 1, 1, 1]], bool)
HOLES = np.array([[0, 1, 0, 1], [1, 0, 1, 1], [0, 0, 0, 0]], bool)
KEYS = np.array([[1, 1, 1, 0], [0, 1, 0, 1], [0, 0, 0, 0]], bool)
FULL = np.array([[1, 1, 1, 0], [0, 1, 0, 1], [1, 0, 0, 1]], bool)


def case(name, kind, shapes, masks=(), call=None, gradient=True, attention_mask=None, keras_masks=None, keras_mask=None,
         **config):
    """What a layer answers; nothing if this backend refuses it.

    Where Keras wants to be told in other words what Rondo is told by masks of steps, `keras_masks` are what its tensors
    carry, and `keras_mask` is its attention mask."""
    draw = Draw(name)
    inputs = [draw.normal(s) for s in shapes]
    masks = list(masks) + [None] * (len(shapes) - len(masks))
    carried = masks if keras_masks is None else keras_masks
    call = call or {}
    told = dict(call)
    if attention_mask is not None or keras_mask is not None:
        told["attention_mask"] = ops.convert_to_tensor(attention_mask if keras_mask is None else keras_mask)
    layer = getattr(keras.layers, kind)(**config)
    if BACKEND == "jax" and config.get("value_dim", config.get("key_dim")) != config.get("key_dim") \
            and len(shapes[0]) == 3 and not call.get("return_attention_scores"):
        return []
    apart = kind in ("MultiHeadAttention", "GroupQueryAttention")
    loss_weights = []

    def run(tensors):
        tensors = [ops.convert_to_tensor(t) for t in tensors]
        for t, m in zip(tensors, carried):
            if m is not None:
                keras.src.backend.set_keras_mask(t, ops.convert_to_tensor(m))
        outputs = flat(layer(*tensors, **told) if apart else layer(tensors, **told))
        mask = keras.src.backend.get_keras_mask(outputs[0])
        for o in outputs[len(loss_weights):]:
            loss_weights.append(draw.normal(o.shape))
        return sum(ops.sum(o * w) for o, w in zip(outputs, loss_weights)), (outputs, mask)

    run(inputs)
    for v in layer.trainable_variables:
        v.assign(draw.normal(v.shape, .7))
    names = {v.path.split("/", 1)[1]: v for v in layer.trainable_variables}
    _, (outputs, mask), for_inputs, for_weights = gradients(run, inputs, list(names.values()))
    answer = {"name": name, "layer": {"class_name": kind, "config": config}, "call": call, "weights": names,
              "inputs": inputs, "masks": masks, "outputs": outputs,
              "output_mask": mask if carried is masks else masks[0]}
    if attention_mask is not None:
        answer["attention_mask"] = attention_mask.astype("float32")
    if gradient:
        answer |= {"loss_weights": loss_weights, "input_gradients": for_inputs, "gradients": dict(zip(names, for_weights))}
    return [plain(answer)]


def cases():
    found = []

    def add(name, kind, shapes, masks=(), call=None, gradient=True, **config):
        found.extend(case(name, kind, shapes, masks, call, gradient, **config))

    three, vector = (3, 4, 2), (3, 2)
    for kind in ("Add", "Average", "Multiply", "Maximum", "Minimum"):
        word = kind.lower()
        add(f"{word}/two", kind, [three, three])
        add(f"{word}/three", kind, [three, three, three])
        add(f"{word}/vectors", kind, [vector, vector])
        add(f"{word}/repeated", kind, [three, (3, 1, 2), (3, 4, 1)])
        add(f"{word}/ranks", kind, [vector, three])
        add(f"{word}/rank 4", kind, [(3, 4, 1, 2), three, vector])
        add(f"{word}/first mask", kind, [three, three], [HOLES])
        add(f"{word}/masks", kind, [three, three], [RIGHT, HOLES])
        add(f"{word}/mask of repeated", kind, [three, (3, 1, 2)], [RIGHT, HOLES[:, :1]])
        if kind not in ("Multiply", "Maximum"):
            continue   # Minimum does what Maximum does
        add(f"{word}/three masks", kind, [three, three, three], [HOLES, RIGHT, HOLES[::-1]])
        add(f"{word}/second mask", kind, [three, three], [None, HOLES])
        add(f"{word}/masks of two of three", kind, [three, three, three], [HOLES, None, RIGHT])
        add(f"{word}/masks of the last two", kind, [three, three, three], [None, HOLES, RIGHT])
        add(f"{word}/mask of ranks", kind, [three, vector], [HOLES])
    add("subtract/two", "Subtract", [three, three])
    add("subtract/ranks", "Subtract", [vector, three])
    add("subtract/repeated", "Subtract", [(3, 4, 1), (3, 1, 2)])
    add("subtract/masks", "Subtract", [three, three], [RIGHT, HOLES])
    add("subtract/first mask", "Subtract", [three, three], [RIGHT])

    add("concatenate/vectors", "Concatenate", [vector, (3, 5)])
    add("concatenate/steps", "Concatenate", [three, (3, 4, 3), (3, 4, 1)])
    add("concatenate/time", "Concatenate", [three, (3, 2, 2)], axis=1)
    add("concatenate/rank 4", "Concatenate", [(3, 4, 2, 2), (3, 4, 3, 2)], axis=-2)
    for axis in (-1, 1):
        add(f"concatenate/masks/axis {axis}", "Concatenate", [three, three], [RIGHT, HOLES], axis=axis)
        add(f"concatenate/second mask/axis {axis}", "Concatenate", [three, three], [None, HOLES], axis=axis)
        add(f"concatenate/two masks of three/axis {axis}", "Concatenate", [three] * 3, [HOLES, None, RIGHT], axis=axis)

    for title, shapes, axes in (("vectors", [(3, 4), (3, 4)], 1), ("last", [(3, 2, 4), (3, 3, 4)], -1),
                                ("both first", [(3, 4, 2), (3, 4, 3)], 1), ("matrices", [(3, 2, 4), (3, 4, 3)], [2, 1]),
                                ("negative", [(3, 4, 2), (3, 3, 4)], [-2, -1]),
                                ("vector and matrix", [(3, 4), (3, 4, 3)], 1),
                                ("matrix and vector", [(3, 3, 4), (3, 4)], -1),
                                ("rank 4", [(3, 2, 4, 2), (3, 3, 4, 2)], 2), ("rank 4 last", [(3, 2, 2, 4), (3, 4, 3)], [3, 1]),
                                ("rank 4 first", [(3, 4, 2, 2), (3, 2, 3, 4)], [1, 3])):
        add(f"dot/{title}", "Dot", shapes, axes=axes)
        if title in ("vectors", "last", "both first", "rank 4"):
            add(f"dot/{title}/normalize", "Dot", shapes, axes=axes, normalize=True)
    add("dot/masks", "Dot", [three, three], [RIGHT, HOLES], axes=-1)

    query, value, key = (3, 3, 2), (3, 4, 3), (3, 4, 2)
    scores, causal = {"return_attention_scores": True}, {"use_causal_mask": True}
    holes, right = HOLES[:, :3], RIGHT[:, :3]
    options = {
        "Attention": [{}, {"use_scale": True}, {"score_mode": "concat"}, {"score_mode": "concat", "use_scale": True}],
        "AdditiveAttention": [{}, {"use_scale": False}],
        "MultiHeadAttention": [dict(num_heads=2, key_dim=3), dict(num_heads=2, key_dim=2, value_dim=3, use_bias=False),
                               dict(num_heads=2, key_dim=2, output_shape=[3, 2]),
                               dict(num_heads=1, key_dim=2, output_shape=5, use_gate=True),
                               dict(num_heads=2, key_dim=2, sliding_window=2)],
        "GroupQueryAttention": [dict(head_dim=2, num_query_heads=4, num_key_value_heads=2),
                                dict(head_dim=3, num_query_heads=2, num_key_value_heads=1, use_bias=False, use_gate=True),
                                dict(head_dim=2, num_query_heads=2, num_key_value_heads=2, sliding_window=2)],
    }
    for kind, configs in options.items():
        apart = [query, key, value] if kind == "GroupQueryAttention" else [query, value, key]
        add(f"{kind}/plain", kind, [query, key], **configs[0])
        for i, config in enumerate(configs[1:], 1):
            add(f"{kind}/{i}/keys/scores", kind, apart, call=scores, **config)
            add(f"{kind}/{i}/masks", kind, [query, key], [holes, KEYS], **config)
        config = configs[0]
        add(f"{kind}/causal", kind, [query, key], call=causal, **config)
        # Attention takes 10⁹ off the scores of a row that is wholly masked: what is left is up to rounding
        add(f"{kind}/scores/masks", kind, [query, key], [holes, FULL], call=scores, **config)
        add(f"{kind}/dropout at rest", kind, [query, key], [holes, KEYS], gradient=False, **config, dropout=.5)
        if kind == "AdditiveAttention":
            continue   # from the scores on it is Attention
        add(f"{kind}/scores/nothing to see", kind, [query, key], [right, KEYS], call=scores, **config)
        add(f"{kind}/keys/masks", kind, apart, [holes, FULL, np.roll(FULL, 1, 0)], **config)
        add(f"{kind}/keys/mask of keys", kind, apart, [None, None, FULL], **config)
        add(f"{kind}/query mask", kind, [query, key], [holes], **config)
        add(f"{kind}/value mask", kind, [query, key], [None, FULL], **config)
        if kind == "GroupQueryAttention":
            continue   # its masks are those of MultiHeadAttention
        add(f"{kind}/causal/masks", kind, [key, key], [FULL, FULL], call=causal, **config)
        add(f"{kind}/causal/masks/scores", kind, [key, key], [FULL, FULL], call=causal | scores, **config)
        add(f"{kind}/causal/long queries", kind, [key, query], call=causal, **config)
    return found


def difference(a, b, path=""):
    """Where two answers differ most, relative to 1 or to the larger number."""
    if isinstance(a, dict) and "data" in a:
        if a["shape"] != b["shape"]:
            return float("inf"), path
        return max(((abs(x - y) / max(1, abs(x), abs(y)), f"{path}[{i}]")
                    for i, (x, y) in enumerate(zip(a["data"], b["data"]))), default=(0.0, path))
    if isinstance(a, dict):
        return max((difference(a[k], b[k], f"{path}/{k}") for k in a), default=(0.0, path))
    if isinstance(a, list):
        return max((difference(x, y, f"{path}/{i}") for i, (x, y) in enumerate(zip(a, b))), default=(0.0, path))
    if isinstance(a, (int, float)) and not isinstance(a, bool):
        return abs(a - b) / max(1, abs(a), abs(b)), path
    return (0.0 if a == b else float("inf")), path


def write_or_compare(script, cases):
    answer = {"meta": {"by": script, "keras": keras.__version__, "backend": BACKEND,
                       "numpy": np.__version__}, "cases": cases}
    file = FOLDER / script.replace(".py", ".json")
    if BACKEND == "tensorflow":
        file.write_text(to_json(answer) + "\n")
        return
    here = json.loads(to_json(answer))["cases"]
    there = {c["name"]: c for c in json.loads(file.read_text())["cases"]}
    print(f"{len(here)} of {len(there)} cases")
    for much, where in sorted((difference(x, there[x["name"]], x["name"]) for x in here), reverse=True)[:12]:
        print(f"{much:.2g} at {where}")


if __name__ == "__main__":
    sys.exit(write_or_compare("vocabulary_merge.py", cases()))
