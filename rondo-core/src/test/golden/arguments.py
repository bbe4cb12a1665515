"""Every public word of Keras with its arguments and their defaults, for `docs/arguments.md`, which answers for each of them
what it is in Rondo.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0
    python arguments.py              # writes ../resources/golden/arguments.json

Each module has its words: {"also": [other names], "arguments": [[name] or [name, default]], "call": the same of a layer's
`call`}. A default that JSON cannot say is {"repr": ...}. `*args` and `**kwargs` are left out: what a layer or an optimizer
takes by them are the arguments of its base class, `Layer` and `Optimizer`, which are here.
"""

import inspect
import json

from goldens import FOLDER, keras

from keras.src.legacy.preprocessing import sequence, text

MODULES = {
    "layers": keras.layers,
    "losses": keras.losses,
    "metrics": keras.metrics,
    "optimizers": keras.optimizers,
    "optimizers.schedules": keras.optimizers.schedules,
    "callbacks": keras.callbacks,
    "initializers": keras.initializers,
    "regularizers": keras.regularizers,
    "constraints": keras.constraints,
    "activations": keras.activations,
    "models": keras.models,
    "utils": keras.utils,
    "preprocessing": keras.preprocessing,
    "preprocessing.text": text,
    "preprocessing.sequence": sequence,
}
# classes whose methods are words too
METHODS = {"Model": keras.Sequential, "Tokenizer": text.Tokenizer}
VARIABLE = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def value(x):
    """As JSON has it."""
    if x is None or isinstance(x, (bool, int, str)) or isinstance(x, float) and x - x == 0:
        return x
    if isinstance(x, (list, tuple)):
        return [value(v) for v in x]
    return {"repr": repr(x)}


def arguments(f):
    try:
        parameters = list(inspect.signature(f).parameters.values())
    except (TypeError, ValueError):
        return []
    return [[p.name] if p.default is p.empty else [p.name, value(p.default)]
            for p in parameters if p.kind not in VARIABLE and p.name != "self"]


def entry(name, thing):
    found = {"word": name, "also": []}
    found["arguments"] = arguments(thing.__init__ if inspect.isclass(thing) else thing)
    if inspect.isclass(thing) and issubclass(thing, keras.layers.Layer):
        call = arguments(thing.call)
        # the input alone says nothing
        if len(call) > 1:
            found["call"] = call
    return found


def words():
    found, known = {}, {}
    for module, m in MODULES.items():
        names = [n for n in sorted(dir(m)) if not n.startswith("_") and n != "keras_export"
                 and (inspect.isclass(getattr(m, n)) or inspect.isfunction(getattr(m, n)))]
        # a thing's own name is the word, the others are other names of it
        names.sort(key=lambda n: (getattr(m, n).__name__ != n, n))
        found[module] = []
        for n in names:
            thing = getattr(m, n)
            if id(thing) in known:
                home, word = known[id(thing)]
                word["also"].append(n if home == module else f"{module}.{n}")
            else:
                word = entry(n, thing)
                known[id(thing)] = module, word
                found[module].append(word)
    for name, c in METHODS.items():
        found[name] = [entry(n, getattr(c, n)) for n in dir(c)
                       if not n.startswith("_") and inspect.isfunction(getattr(c, n))]
    return found


if __name__ == "__main__":
    lines = [f' "meta": {json.dumps({"keras": keras.__version__, "by": "src/test/golden/arguments.py"})}']
    for module, list_ in words().items():
        each = ",\n  ".join(json.dumps(w["word"]) + ":" + json.dumps(
            {k: v for k, v in w.items() if k == "arguments" or v and k != "word"}, separators=(",", ":"))
            for w in sorted(list_, key=lambda w: w["word"]))
        lines.append(f' "{module}": {{\n  {each}}}')
    path = FOLDER / "arguments.json"
    path.write_text("{\n" + ",\n".join(lines) + "}\n")
    print(path.name, path.stat().st_size)
