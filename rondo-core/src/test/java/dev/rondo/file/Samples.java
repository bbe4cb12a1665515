package dev.rondo.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.RondoException;
import dev.rondo.cell.Cell;
import dev.rondo.cell.Cells;
import dev.rondo.cell.Lstm;
import dev.rondo.layer.Attending;
import dev.rondo.layer.Block;
import dev.rondo.layer.Lambda;
import dev.rondo.layer.Layer;
import dev.rondo.layer.Layers;
import dev.rondo.layer.Merging;
import dev.rondo.layer.OneToOne;
import dev.rondo.layer.Recurrent;
import dev.rondo.layer.Rnn;
import dev.rondo.model.GraphModel;
import dev.rondo.model.Model;
import dev.rondo.model.Seed;
import dev.rondo.model.Sequential;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Mask;
import dev.rondo.nn.Orthogonal;
import dev.rondo.nn.OutputMode;
import dev.rondo.nn.Stft;
import dev.rondo.op.Key;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// One of everything that can be saved, found by reflection: what the factories of [Layers] and [Cells] make, and that with
/// every option set in every way. A new layer, cell or option is tested without a line here.
final class Samples {
    private Samples() {}

    /// All layers; cells run over time.
    static List<Layer> layers() {
        var all = new ArrayList<Layer>();
        for (var made : made(Layers.class))
            for (var variant : variants(made)) if (variant instanceof Layer l && !(l instanceof Lambda)) all.add(l);
        for (var made : made(Cells.class)) for (var variant : variants(made)) all.add(new Rnn((Cell) variant));
        all.add(Layers.lstm(3).frozen());
        all.add(Layers.activation(Activation.SPARSEMAX).axis(1));
        var x = Layers.input(5, 3).symbol();
        all.add(OneToOne.of(Model.graph(x, Layers.dense(4).on(x)).structure()));
        return all.stream().distinct().toList();
    }

    /// Graphs with what stands in no stack.
    static List<GraphModel> graphs() {
        var x = Layers.input(5, 3).symbol("x");
        var states = Layers.lstm(3).withStates().on(List.of(x));
        var both = Layers.named("both", Layers.bidirectional(Layers.gru(2)).withStates()).frozen().on(List.of(x));
        var inner = Model.graph(Seed.seed(8), x, Layers.dense(4).on(x));
        var outer = inner.asBlock().on(List.of(x)).getFirst();
        var from = Layers.lstm(3).withInitialState().on(x, states.get(1), states.get(2));
        var all = new ArrayList<GraphModel>();
        all.add(Model.graph(Seed.seed(9), List.of(x), List.of(from, both.get(1), outer)));
        for (var made : made(Layers.class)) {
            for (var variant : variants(made)) if (variant instanceof Merging m) all.add(merged(m));
        }
        all.add(merged(Layers.multiHeadAttention(2, 3).withScores()));
        var mask = Layers.input(5, 5).symbol("mask");
        var zerosAndOnes = Layers.discretization(0).on(mask);
        all.add(Model.graph(Seed.seed(10), List.of(x, mask),
                Layers.multiHeadAttention(2, 3).withAttentionMask().withScores().on(List.of(x, x, zerosAndOnes))));
        return all;
    }

    /// A model of this block alone, on two inputs of the first kind that it takes.
    private static GraphModel merged(Block block) {
        var refused = new RondoException("");
        for (var shape : List.of(new int[]{5, 3}, new int[]{5, 3, 3}, new int[]{1})) {
            try {
                var inputs = List.of(Layers.input(shape).symbol(), Layers.input(shape).symbol());
                return Model.graph(Seed.seed(7), inputs, block.on(inputs));
            } catch (RondoException e) {
                refused = e;
            }
        }
        throw refused;
    }

    static List<Init> inits() {
        return List.of(Init.zeros(), Init.ones(), Init.constant(0.1), Init.constant(-0.0),
                Init.randomUniform(-0.05, 0.07),
                Init.randomNormal(0, 1e-3), Init.truncatedNormal(0, 1.0 / 3), Init.glorotUniform(), Init.heNormal(),
                Init.lecunUniform(), Init.glorotUniform().axes(List.of(0), List.of(-1)), Init.identity(0.5),
                Init.stft(Stft.Side.IMAG),
                Init.stft(Stft.Side.REAL).window(0.1, 0.25, 1.5), new Orthogonal(0.5));
    }

    private static List<Record> made(Class<?> factories) {
        return Arrays.stream(factories.getDeclaredMethods()).filter(m -> Modifier.isPublic(m.getModifiers()))
                .filter(m -> m.getReturnType().isRecord()).flatMap(m -> calls(m, factories)).toList();
    }

    /// The record, and the record after each of its methods that give another of its kind.
    private static List<Record> variants(Record record) {
        var all = new ArrayList<Record>();
        all.add(record);
        for (var method : record.getClass().getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || !Modifier.isPublic(method.getModifiers())) continue;
            if (method.getReturnType() == record.getClass()) calls(method, record).forEach(all::add);
        }
        return all;
    }

    private static Stream<Record> calls(Method method, Object target) {
        var types = method.getParameters();
        int ways = Arrays.stream(types).mapToInt(t -> arguments(t).size()).max().orElse(1);
        var results = new ArrayList<Record>();
        for (int way = 0; way < ways; way++) {
            int w = way;
            var arguments = Arrays.stream(types).map(t -> arguments(t).get(w % arguments(t).size())).toArray();
            try {
                results.add((Record) method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                // a setting that does not go with this layer, such as causal padding of pictures
                if (!(e.getCause() instanceof RondoException)) throw new LinkageError(method.toString(), e);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(method + " does not take " + Arrays.toString(arguments), e);
            }
        }
        return results.stream();
    }

    private static List<?> arguments(Parameter p) {
        var type = p.getType();
        if (type == int.class) return List.of(p.getName().equals("axis") ? 2 : 3);
        if (type == OutputMode.class) return List.of(OutputMode.ONE_HOT, OutputMode.MULTI_HOT, OutputMode.COUNT);
        if (type == int[].class) {
            return Collections.singletonList(switch (p.getName()) {
                case "axes" -> new int[]{1, 2};
                case "dims" -> new int[]{2, 1};
                case "target" -> new int[]{3, Shape.ANY};
                case "noiseShape" -> new int[]{Shape.ANY, 1, Shape.ANY};
                case "outputPadding" -> new int[]{0};
                case "outputShape" -> new int[]{Shape.ANY, 3};
                default -> new int[]{5, 3};
            });
        }
        if (type == UnaryOperator.class) return List.<UnaryOperator<Tensor>>of(Ops::tanh);
        if (type == BiFunction.class) return List.<BiFunction<Tensor, Mask, Mask>>of((_, mask) -> mask);
        if (type == double.class) return List.of(0.1, 0.25);
        if (type == double[].class) return List.<Object>of((Object) new double[]{0.1, 0.25, 1.5});
        if (type == long.class) return List.of(133L);
        if (type == boolean.class) return List.of(true, false);
        if (type == String.class) {
            return List.of(switch (p.getName()) {
                case "equation" -> "abc,cd->abd";
                case "letters" -> "d";
                default -> "mine";
            });
        }
        if (type == Init.class)
            return inits().stream()
                    .filter(i -> !(i instanceof Orthogonal || i instanceof Init.Identity || i instanceof Stft))
                    .toList();
        if (type == Recurrent.class) {
            return List.of(Layers.lstm(3), Layers.gru(3), Layers.simpleRnn(3), Layers.convLstm1d(2, 3));
        }
        if (type == Cell.class) return List.of(new Lstm(3));
        if (type == Cell[].class) return List.<Object>of((Object) new Cell[]{new Lstm(3), Cells.gruCell(2)});
        if (type == Layer.class) return List.of(Layers.dense(3), Layers.lstm(2));
        if (type == Layer[].class) return List.<Object>of((Object) new Layer[]{Layers.dense(3), Layers.gru(2)});
        if (type == Attending.class) return List.of(Layers.attention(), Layers.multiHeadAttention(2, 3));
        if (type == Block.class) return List.of(Layers.dense(3));
        if (type == Shape.class) return List.of(Shape.of(Shape.ANY, 5, 3));
        if (type.isEnum()) return List.of(type.getEnumConstants());
        throw new AssertionError("no sample of " + type + " yet; add one here");
    }

    /// A built model of this layer alone, on the first kind of input that it takes; empty if there is none.
    static List<Sequential> modelsOf(Layer layer) {
        var refused = new RuntimeException();
        for (var shape : List.of(Shape.of(Shape.ANY, 5, 3), Shape.of(Shape.ANY, 3), Shape.of(Shape.ANY, 5, 4, 3),
                Shape.of(Shape.ANY, 5, 4), Shape.of(Shape.ANY, 13, 3), Shape.of(Shape.ANY, 21, 13, 3),
                Shape.of(Shape.ANY, 2, 21, 13, 3), Shape.of(3, 5, 3), Shape.of(Shape.ANY, 5, 32),
                Shape.of(Shape.ANY, 300, 2), Shape.of(Shape.ANY, 2048))) {
            try {
                var model = Model.sequential(Seed.seed(7), layer);
                model.build(shape);
                model.call(input(model), dev.rondo.nn.Mask.none());
                model.resetStates();
                return List.of(model);
            } catch (RuntimeException e) {
                // of all refusals the one that no other input would change
                if (!String.valueOf(refused.getMessage()).contains("merge NONE")) refused = e;
            }
        }
        assertThat(refused).as(layer.toString()).hasMessageContaining("merge NONE leaves two outputs");
        return List.of();
    }

    /// Three rows that any layer takes, ids included.
    static Tensor input(Model model) {
        var shape = model.inputShape().with(0, 3);
        for (int axis = 1; axis < shape.rank(); axis++) if (shape.size(axis) == Shape.ANY) shape = shape.with(axis, 5);
        var x = new float[shape.count()];
        for (int i = 0; i < x.length; i++) x[i] = Key.of(1).uniform(i) < 0.5 ? 1 : 2;
        return Tensor.of(shape, x);
    }

    /// A small model of a text classifier.
    static Sequential classifier() {
        return Model.sequential(Seed.seed(42), Layers.embedding(6, 3).maskZero(), Layers.bidirectional(Layers.lstm(2)),
                Layers.dropout(0.3), Layers.dense(2, Activation.SOFTMAX));
    }
}
