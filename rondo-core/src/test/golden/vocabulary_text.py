"""What Keras makes of texts and features before a model sees them, for TextGoldenTest and FeaturesGoldenTest.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 scikit-learn==1.9.1
    KERAS_BACKEND=tensorflow python vocabulary_text.py     # writes vocabulary_text.json

TensorFlow alone: its string operations are what Keras's words for texts are made of. Hashes are written as text, as JSON
has no unsigned numbers of 64 bits.
"""

import json
import os
import unicodedata

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf
from goldens import FOLDER, Draw, to_json
from keras.src.legacy.preprocessing.text import (
    Tokenizer, hashing_trick, text_to_word_sequence, tokenizer_from_json)

TEXTS = [
    "The cat sat on the mat.",
    "The dog ate my homework; the CAT didn't!",
    "",
    "한국어는 재미있다. 한국어 공부, 재미있다!",
    "École ΑΒΓ İstanbul Straße ÉCOLE école",
    "👩‍👩‍👧 family 🙂🙂 emoji-text e\u0301 é",
    "tabs\tand\nlines\r\n and\u3000wide\u00a0spaces  x",
    "snake_case a/b C++ (x) [y] {z} 50% #tag @me 'quoted' \"said\" back\\slash ~ ^ ` | < > = $ & * ?",
    "b a c b a a",
]
NEW = ["the cat and the bird", "한국어 책", "", "!!!", "École 🙂🙂 a b a UNK [UNK] unk zzz", "b b b"]
TEXTS.append(  # the letters of the syllables, then the syllables
    unicodedata.normalize("NFD", "한국어") + " 한국어")


def plain(x):
    if isinstance(x, tf.RaggedTensor):
        return x.to_list()
    x = np.asarray(x)
    return x.tolist()


def tokenizers():
    cases = []
    for name, options in [
        ("defaults", {}), ("num_words", dict(num_words=6)), ("oov", dict(oov_token="<unk>")),
        ("oov_num_words", dict(oov_token="<unk>", num_words=5)), ("oov_in_texts", dict(oov_token="cat", num_words=9)),
        ("case", dict(lower=False, num_words=20)), ("filters", dict(filters="aeiou")),
        ("no_filters", dict(filters="")), ("split", dict(split="the", num_words=12)),
        ("chars", dict(char_level=True)), ("chars_case_oov", dict(char_level=True, lower=False, num_words=30, oov_token="?")),
    ]:
        t = Tokenizer(**options)
        t.fit_on_texts(TEXTS[:5])
        t.fit_on_texts(TEXTS[5:])
        # in the order of a set, which is another one in each run
        t.word_docs, t.index_docs = dict(sorted(t.word_docs.items())), dict(sorted(t.index_docs.items()))
        sequences = t.texts_to_sequences(TEXTS[:4] + NEW)
        case = {"name": name, "options": options, "word_counts": dict(t.word_counts),
                "words_in_order": list(t.word_counts), "word_docs": dict(t.word_docs),
                "word_index": list(map(list, t.word_index.items())), "document_count": t.document_count,
                "index_docs": {str(k): v for k, v in t.index_docs.items()}, "sequences": sequences,
                "texts": t.sequences_to_texts(sequences + [[0, 1, 2, 3, 1000]]), "json": t.to_json()}
        rows = TEXTS[:2] + NEW
        case["matrices"] = {m: [[[i, float(v)] for i, v in enumerate(row) if v] for row in t.texts_to_matrix(rows, m)]
                            for m in ["binary", "count", "freq", "tfidf"]}
        case["width"] = t.texts_to_matrix(rows).shape[1]
        assert tokenizer_from_json(case["json"]).texts_to_sequences(NEW) == t.texts_to_sequences(NEW)
        cases.append(case)
    lists = Tokenizer(num_words=5)
    lists.fit_on_texts([["A b", "C.", "c."], ["a b"]])
    seqs = Tokenizer(num_words=6)
    seqs.fit_on_sequences([[1, 2, 2], [2, 3], []])
    return {
        "tokenizers": cases,
        "tokens": {"word_index": list(map(list, lists.word_index.items())),
                   "sequences": lists.texts_to_sequences([["A B", "c.", "x"]])},
        "sequences_tfidf": seqs.sequences_to_matrix([[1, 1, 2, 4], [9]], "tfidf").tolist(),
        "word_sequences": [text_to_word_sequence(t) for t in TEXTS],
        "hashing_trick": [[n, [hashing_trick(t, n, "md5") for t in TEXTS]] for n in (2, 10, 1000, 2**31 - 1)],
    }


def text_vectorization():
    cases = []
    wide = [
        ("defaults", {}), ("max_tokens", dict(max_tokens=8)), ("length", dict(output_sequence_length=4)),
        ("none", dict(standardize=None)), ("lower", dict(standardize="lower")),
        ("strip", dict(standardize="strip_punctuation")), ("characters", dict(split="character")),
        ("whole", dict(split=None)), ("ngrams_2", dict(ngrams=2)), ("ngrams_3_1", dict(ngrams=(3, 1), max_tokens=30)),
        ("character_ngrams", dict(split="character", ngrams=(2,), max_tokens=40, output_sequence_length=12)),
        ("multi_hot", dict(output_mode="multi_hot")), ("count", dict(output_mode="count", max_tokens=12)),
        ("count_padded", dict(output_mode="count", max_tokens=200, pad_to_max_tokens=True)),
        ("count_padded_short", dict(output_mode="count", max_tokens=7, pad_to_max_tokens=True)),
        ("tf_idf", dict(output_mode="tf_idf")), ("tf_idf_ngrams", dict(output_mode="tf_idf", ngrams=2, max_tokens=15)),
        ("tf_idf_padded", dict(output_mode="tf_idf", max_tokens=200, pad_to_max_tokens=True)),
        ("ragged", dict(ragged=True)), ("ragged_cut", dict(ragged=True, output_sequence_length=3)),
        ("one_hot", dict(output_mode="one_hot", max_tokens=6)),
    ]
    for name, options in wide:
        layer = keras.layers.TextVectorization(**options)
        layer.adapt(TEXTS)
        rows = TEXTS[:2] + NEW
        if options.get("split", "") is None:
            outputs = plain(layer(np.array(rows)[:, None]))
        elif options.get("output_mode") == "one_hot":
            outputs = [plain(layer([r]))[0] for r in rows if r]
        else:
            outputs = plain(layer(rows))
        case = {"name": name, "options": {k: list(v) if isinstance(v, tuple) else v for k, v in options.items()},
                "vocabulary": [str(v) for v in layer.get_vocabulary()], "size": layer.vocabulary_size()}
        if options.get("output_mode") in ("multi_hot", "count", "tf_idf"):
            case["width"] = len(outputs[0])
            case["outputs"] = [[[i, v] for i, v in enumerate(row) if v] for row in outputs]
        else:
            case["outputs"] = outputs
        if options.get("output_mode") == "tf_idf":
            case["idf_weights"] = layer._lookup_layer.idf_weights.numpy().astype("float32")
        cases.append(case)
    given = []
    for name, vocabulary, options, idf in [
        ("plain", ["cat", "the"], {}, None), ("reserved", ["", "[UNK]", "cat", "the"], {}, None),
        ("reserved_count", ["[UNK]", "cat", "the"], dict(output_mode="count"), None),
        ("idf", ["cat", "the"], dict(output_mode="tf_idf"), [0.5, 2.0]),
        ("idf_reserved", ["[UNK]", "cat", "the"], dict(output_mode="tf_idf"), [0.25, 0.5, 2.0]),
    ]:
        layer = keras.layers.TextVectorization(**options)
        layer.set_vocabulary(vocabulary, idf_weights=idf)
        given.append({"name": name, "vocabulary": vocabulary, "options": options, "idf_weights": idf,
                      "all": [str(v) for v in layer.get_vocabulary()], "outputs": plain(layer(TEXTS[:2]))})
    return {"text_vectorization": cases, "given_vocabularies": given, "texts": TEXTS, "new": NEW}


def lookups():
    tokens = ["b", "a", "c", "b", "가", "😀", "\uffee", "Z", "가", "m", "[UNK]", "m", "m"]
    samples = [["b", "a", "m"], ["a", "a", "c"], ["가", "b", "z"], ["m", "m", "c"]]
    asked = ["a", "b", "가", "m", "zz", "없다", "[UNK]", "", "q", "r", "s", "t" * 70]
    strings = []
    for i, options in enumerate([
        {}, dict(max_tokens=4), dict(mask_token="m"), dict(mask_token="m", max_tokens=5, num_oov_indices=2),
        dict(num_oov_indices=5), dict(num_oov_indices=5, salt=[11, 22]), dict(num_oov_indices=3, salt=7, mask_token=""),
        dict(oov_token="zz"), dict(output_mode="one_hot", mask_token="m"), dict(output_mode="multi_hot", mask_token="m"),
        dict(output_mode="count", num_oov_indices=3, mask_token="m"),
        dict(output_mode="count", max_tokens=20, pad_to_max_tokens=True),
        dict(output_mode="tf_idf", mask_token="m", num_oov_indices=2),
        dict(output_mode="tf_idf", max_tokens=12, pad_to_max_tokens=True),
    ]):
        for by, data in [("tokens", tokens), ("samples", samples)]:
            layer = keras.layers.StringLookup(**options)
            layer.adapt(np.array(data))
            strings.append({"name": f"{by} {i}", "by": by, "options": options,
                            "vocabulary": [str(v) for v in layer.get_vocabulary()],
                            "own": [str(v) for v in layer.get_vocabulary(include_special_tokens=False)],
                            "outputs": plain(layer(np.array(asked)))})
    integers = []
    numbers = [5, 7, 7, -3, 12, 12, -1, 2**40, 5, 1]
    nsamples = [[5, 7, 0], [7, 7, 12], [0, 0, -3]]
    nasked = [5, 7, -3, 12, -1, -2, 8, 9, 2**40, 2**40 + 1, 0, -(2**62)]
    for i, options in enumerate([
        {}, dict(max_tokens=4), dict(mask_token=0), dict(num_oov_indices=3), dict(num_oov_indices=4, mask_token=0),
        dict(num_oov_indices=4, oov_method="farmhash"), dict(num_oov_indices=4, oov_method="farmhash", salt=[1, 2]),
        dict(output_mode="one_hot", mask_token=0), dict(output_mode="count", num_oov_indices=2, mask_token=0),
        dict(output_mode="tf_idf", mask_token=0), dict(oov_token=12),
    ]):
        for by, data in [("tokens", numbers), ("samples", nsamples)]:
            layer = keras.layers.IntegerLookup(**options)
            layer.adapt(np.array(data))
            integers.append({"name": f"{by} {i}", "by": by, "options": options,
                             "vocabulary": [str(v) for v in layer.get_vocabulary()],
                             "outputs": plain(layer(np.array(nasked, "int64")))})
    return {"string_lookup": strings, "integer_lookup": integers, "tokens": tokens, "samples": samples, "asked": asked,
            "numbers": list(map(str, numbers)), "number_samples": nsamples, "asked_numbers": list(map(str, nasked))}


def hashes():
    from tensorflow import fingerprint
    rng = np.random.default_rng(7)
    letters = "abcXYZ 019.,é한글😀"
    texts = []
    for length in range(201):  # of bytes: a prefix of a text, completed with x
        text = "".join(rng.choice(list(letters), length))
        cut = text.encode()[:length].decode("utf-8", "ignore")
        texts.append(cut + "x" * (length - len(cut.encode())))
    assert [len(t.encode()) for t in texts] == list(range(201))
    farm = fingerprint(tf.constant(texts)[:, None], "farmhash64").numpy().view("<u8").ravel()
    big = 2**31 - 1
    cases = []
    for options in [{}, dict(mask_value="b"), dict(salt=133), dict(salt=[133, 137], mask_value=""), dict(num_bins=1, mask_value="b")]:
        layer = keras.layers.Hashing(**(dict(num_bins=5) | options))
        cases.append({"options": dict(num_bins=5) | options, "outputs": plain(layer(["A", "b", "", "한국어", "c" * 99]))})
    strong = [[k, tf.strings.to_hash_bucket_strong(texts, big, key=k).numpy().tolist()]
              for k in ([0, 0], [123456789012345, -2])]
    return {"hashed": texts, "farmhash": [str(h) for h in farm],
            "fast_buckets": tf.strings.to_hash_bucket_fast(texts, 1000003).numpy().tolist(),
            "strong_buckets": [{"salt": [str(k[0]), str(k[1])], "buckets": b} for k, b in strong],
            "string_hashing": cases}


def features():
    d = Draw("features")
    cases = []

    def add(name, class_name, layer, options, x, **more):
        cases.append({"name": name, "class_name": class_name, "options": options, "input": x,
                      "output": np.asarray(layer(x)).astype("float32"), **more})

    ids = d.ints((4, 6), 7).astype("float32")
    kl = keras.layers
    for mode in ["one_hot", "multi_hot", "count"]:
        o = dict(num_tokens=7, output_mode=mode)
        add(f"category_{mode}", "CategoryEncoding", lambda x: kl.CategoryEncoding(**o)(x.astype("int32")), o, ids)
        add(f"category_{mode}_single", "CategoryEncoding", lambda x: kl.CategoryEncoding(**o)(x.astype("int32")), o, ids[:, :1])
    w = d.normal((4, 6))
    o = dict(num_tokens=7, output_mode="count")
    add("category_weights", "CategoryEncoding",
        lambda x: kl.CategoryEncoding(**o)(x.astype("int32"), count_weights=w), o, ids, count_weights=w)
    big = d.ints((3, 5), 100000, -100000).astype("float32")
    big[0, 0] = 3
    for o in [dict(num_bins=5), dict(num_bins=5, mask_value=3), dict(num_bins=7, salt=133), dict(num_bins=7, salt=[1, 2]),
              dict(num_bins=4, output_mode="one_hot"), dict(num_bins=4, output_mode="multi_hot", mask_value=3),
              dict(num_bins=4, output_mode="count"), dict(num_bins=1, mask_value=3)]:
        add(f"hashing {json.dumps(o)}", "Hashing", lambda x: kl.Hashing(**o)(x.astype("int64")), o, big)
    x = d.normal((4, 6), 2)
    x[0, :4] = [0, 1, -.5, 2.5]
    for mode in ["int", "one_hot", "multi_hot", "count"]:
        o = dict(bin_boundaries=[-.5, 0., 1., 2.5], output_mode=mode)
        add(f"discretization_{mode}", "Discretization", kl.Discretization(**o), o, x)
    add("rescaling", "Rescaling", kl.Rescaling(scale=1 / 127.5, offset=-1), dict(scale=[1 / 127.5], offset=[-1.0]), x)
    o = dict(scale=[1.0, 2.0, 3.0, -1.0, 0.5, 0.1], offset=[0.0, 1.0, 2.0, 3.0, 4.0, -5.0])
    add("rescaling_vector", "Rescaling", lambda x: kl.Rescaling(np.array(o["scale"]), np.array(o["offset"]))(x), o, x)

    def normalization(**options):
        return kl.Normalization(**options)

    add("normalization_given", "Normalization", normalization(mean=3., variance=2.), dict(mean=[3.0], variance=[2.0]), x)
    o = dict(mean=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], variance=[1.0, .5, 0.0, 2.0, 4.0, 9.0])
    add("normalization_vector", "Normalization", normalization(**o), o, x)
    add("normalization_invert", "Normalization", normalization(**o, invert=True), o | dict(invert=True), x)
    data = d.normal((9, 3, 4), 3) + np.float32(7)
    cube = d.normal((2, 3, 4))
    for name, axis in [("last", -1), ("middle", 1), ("two", (1, 2)), ("swapped", (-1, 1)), ("all", None)]:
        for invert in (False, True):
            layer = normalization(axis=axis, invert=invert)
            layer.adapt(data)
            axes = [] if axis is None else [axis] if isinstance(axis, int) else list(axis)
            add(f"normalization_adapted_{name}_{invert}", "Normalization", layer, dict(axes=axes, invert=invert), cube, adapted=True)
    layer = normalization()
    layer.adapt([data[:2], data[2:7], data[7:]])
    add("normalization_batches", "Normalization", layer, dict(axes=[-1], invert=False), cube, adapted=True)

    quantiles = []
    for name, shape, bins, epsilon, cuts in [
        ("few", (7,), 4, .01, 1), ("hundreds", (50, 9), 5, .01, 1), ("thousands", (3000,), 10, .01, 1),
        ("coarse", (500,), 4, .1, 1), ("batches", (900,), 7, .01, 3), ("coarse_batches", (400,), 3, .05, 4),
        ("many_bins", (300,), 49, .01, 1), ("fewer_than_bins", (3,), 6, .01, 1)]:
        numbers = d.normal(shape, 3)
        layer = kl.Discretization(num_bins=bins, epsilon=epsilon)
        if cuts == 1:
            layer.adapt(numbers)
        else:
            layer.adapt(np.split(numbers, cuts))
        quantiles.append({"name": name, "num_bins": bins, "epsilon": epsilon, "batches": cuts, "data": numbers,
                          "boundaries": np.asarray(layer.bin_boundaries, "float32")})
    return {"features": cases, "adapt_data": data, "quantiles": quantiles}


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    content = {"meta": {"by": "vocabulary_text.py", "keras": keras.__version__, "tensorflow": tf.__version__}}
    texts, words, looked, hashed, found = tokenizers(), text_vectorization(), lookups(), hashes(), features()
    content |= {"tokenizer": texts, "vectorization": words, "lookup": looked, "hash": hashed, "feature": found}
    text = to_json(content) + "\n"
    (FOLDER / "vocabulary_text.json").write_text(text, encoding="utf-8")
    print(len(text.encode()) // 1024, "KB")
