package dev.rondo.contract;

import dev.rondo.cell.Cell;
import dev.rondo.cell.Gru;
import dev.rondo.cell.Lstm;
import dev.rondo.cell.SimpleRnn;
import dev.rondo.layer.AdditiveAttention;
import dev.rondo.layer.Attending;
import dev.rondo.layer.Attention;
import dev.rondo.layer.Block;
import dev.rondo.layer.ConvLstm;
import dev.rondo.layer.Dense;
import dev.rondo.layer.Layer;
import dev.rondo.layer.MultiHeadAttention;
import dev.rondo.layer.Recurrent;
import dev.rondo.layer.Rnn;
import dev.rondo.nn.Activation;
import dev.rondo.nn.Init;
import dev.rondo.nn.Mask;
import dev.rondo.op.Ops;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Arguments to try, by the type and the name of a parameter. `number` is what an `int` is unless its name says otherwise.
public record Samples(int number) {
    /// Small sizes, no two of which are equal where that could hide a mistake.
    public static Samples small() { return new Samples(3); }

    /// All argument lists for a method: one sample for each parameter, in every combination.
    List<Object[]> arguments(Executable m) {
        var lists = new ArrayList<Object[]>();
        lists.add(new Object[0]);
        for (var p : m.getParameters()) {
            var longer = new ArrayList<Object[]>();
            for (var list : lists) {
                for (var sample : of(p)) {
                    var more = Arrays.copyOf(list, list.length + 1);
                    more[list.length] = sample;
                    longer.add(more);
                }
            }
            lists = longer;
        }
        return lists;
    }

    private List<?> of(Parameter p) {
        var type = p.getType();
        if (type == int.class) {
            return List.of(switch (p.getName()) {
                case "inputDim", "numTokens" -> 7;
                case "cells" -> number + 2;
                case "filters", "groups", "axis", "along", "firstAxis", "secondAxis", "slidingWindow", "kernelSize",
                        "poolSize",
                        "before", "top" ->
                    2;
                case "after", "bottom", "left" -> 1;
                case "right" -> 0;
                case "numQueryHeads" -> 2 * number;
                default -> number;
            });
        }
        if (type == int[].class) {
            return Collections.singletonList(switch (p.getName()) {
                case "sizes" -> new int[]{5, 4};
                case "kernelSize" -> new int[]{2, 1};
                case "axes" -> new int[]{1, 2};
                case "dims" -> new int[]{2, 1};
                case "target" -> new int[]{2, Shape.ANY};
                case "noiseShape" -> new int[]{Shape.ANY, 1, Shape.ANY};
                case "outputPadding" -> new int[]{0};
                case "outputShape" -> new int[]{Shape.ANY, number};
                default -> new int[]{2};
            });
        }
        if (type == UnaryOperator.class) return List.<UnaryOperator<Tensor>>of(Ops::tanh);
        if (type == BiFunction.class) return List.<BiFunction<Tensor, Mask, Mask>>of((_, mask) -> mask);
        if (type == double.class) return List.of(0.25);
        if (type == double[].class) {
            return Collections.singletonList(p.getName().equals("values") ? new double[]{0.25, 1, 0.5}
                    : new double[]{0.25, 0.5, 0.75, 1.5});
        }
        if (type == long.class) return List.of(133L);
        if (type == boolean.class) return List.of(true, false);
        if (type.isEnum()) return Arrays.stream(type.getEnumConstants()).toList();
        if (type == String.class) {
            return switch (p.getName()) {
                case "equation" -> List.of("abc,cd->abd", "abc,bcd->abd", "...xy,yd->...xd", "abc...,bd->abd...");
                case "letters" -> List.of("d");
                default -> List.of("mine");
            };
        }
        if (type == Init.class) return List.of(Init.randomNormal(0, 0.3));
        if (type == Cell.class) return List.of(new Lstm(number));
        if (type == Cell[].class) return Collections.singletonList(new Cell[]{new Lstm(number), new Gru(number - 1)});
        if (type == Recurrent.class) {
            return List.of(new Rnn(new Lstm(number)), new Rnn(new Gru(number)).sequences(),
                    new Rnn(new SimpleRnn(number)).keepState(), new ConvLstm(2, List.of(2)).sequences());
        }
        if (type == Layer[].class) {
            return Collections.singletonList(new Layer[]{new Dense(number + 1, Activation.TANH), new Dense(number,
                    Activation.LINEAR)});
        }
        if (type == Attending.class) {
            return List.of(new Attention(), new AdditiveAttention().useScale(false), new MultiHeadAttention(2, number)
                    .useCausalMask(true));
        }
        if (type == Block.class) return List.of(new Dense(number, Activation.TANH));
        if (type == Layer.class) return List.of(new Dense(number, Activation.TANH));
        throw new AssertionError(
                "a sample of " + type + " is needed for " + p.getDeclaringExecutable() + ": add it here");
    }
}
