package dev.rondo.layer;

import dev.rondo.RondoException;
import dev.rondo.tensor.Shape;
import dev.rondo.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The equation of an [EinsumDense], read: letters of the axes of input, kernel and output. While it is applied, digits stand
/// for the axes that were written as dots.
record Equation(String in, String kernel, String out, Dots dots) {
    /// Where axes may stand that have no letters.
    enum Dots {
        NONE("([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)"),
        /// The batch is among them.
        LEFT("\\.{3}([a-zA-Z]+),([a-zA-Z]+)->\\.{3}([a-zA-Z]+)"),
        RIGHT("([a-zA-Z]{2,})\\.{3},([a-zA-Z]+)->([a-zA-Z]+)\\.{3}");

        private final Pattern form;

        Dots(String form) {
            this.form = Pattern.compile(form);
        }
    }

    Equation {
        for (var letters : List.of(in, kernel, out)) {
            if (letters.chars().distinct().count() < letters.length()) {
                throw refused("the axes \"" + letters + "\" have a letter twice");
            }
        }
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (!has(in, c) && !has(kernel, c))
                throw refused("its output has an axis '" + c + "' that nothing else has");
        }
        for (int i = 0; i < kernel.length(); i++) {
            char c = kernel.charAt(i);
            if (!has(in, c) && !has(out, c)) throw refused("its kernel has an axis '" + c + "' that nothing else has");
        }
        if (dots != Dots.LEFT && (in.charAt(0) != out.charAt(0) || has(kernel, in.charAt(0)))) {
            throw refused("the first axis is the batch, first in input and output and not in the kernel");
        }
    }

    static Equation of(String text) {
        for (var dots : Dots.values()) {
            var m = dots.form.matcher(text);
            if (m.matches()) return new Equation(m.group(1), m.group(2), m.group(3), dots);
        }
        throw new RondoException(
                "EinsumDense: an equation is one of ab,bc->ac, ...ab,bc->...ac and ab...,bc->ac..., got \""
                        + text + "\"");
    }

    private static RondoException refused(String why) {
        return new RondoException("EinsumDense: " + why);
    }

    private static boolean has(String letters, char c) {
        return letters.indexOf(c) >= 0;
    }

    /// Throws unless there is a size for each axis of the output that is asked for.
    void sizes(List<Integer> outputShape) {
        int asked = dots == Dots.LEFT ? out.length() : out.length() - 1;
        if (outputShape.size() == asked) return;
        throw refused("%d sizes are expected for the axes of the output \"%s\"%s, got %s".formatted(asked, out,
                dots == Dots.LEFT ? "" : " but the batch", Axes.shown(outputShape)));
    }

    /// Throws unless these letters are axes of the output that may have a bias.
    void biases(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (!has(out, c)) throw refused("a bias for '%s' is asked for, but the output has %s".formatted(c, out));
        }
    }

    /// The axes of the input, one by one.
    private String input(Shape input) {
        int more = input.rank() - in.length();
        boolean fits = switch (dots) {
            case NONE -> more == 0;
            case LEFT -> more >= 1;
            case RIGHT -> more >= 0;
        };
        if (!fits) {
            throw refused("its equation has the axes %s%s%s, but its input has shape %s".formatted(
                    dots == Dots.LEFT ? "[batch, ...]" : "", in, dots == Dots.RIGHT ? "..." : "", input));
        }
        return dots == Dots.LEFT ? digits(more) + in : in + digits(more);
    }

    private static String digits(int n) {
        return IntStream.range(0, n).mapToObj(i -> String.valueOf((char) ('0' + i))).collect(Collectors.joining());
    }

    private String output(String input) {
        var more = digits(input.length() - in.length());
        return dots == Dots.LEFT ? more + out : out + more;
    }

    Shape output(Shape input, List<Integer> outputShape) {
        var letters = input(input);
        var output = output(letters);
        // where the sizes that were asked for begin
        int first = dots == Dots.LEFT ? letters.length() - in.length() : 1;
        var sizes = new int[output.length()];
        for (int i = 0; i < sizes.length; i++) {
            int at = letters.indexOf(output.charAt(i));
            int there = at < 0 ? Shape.ANY : input.size(at);
            int asked = i >= first && i < first + outputShape.size() ? outputShape.get(i - first) : Shape.ANY;
            if (there != Shape.ANY && asked != Shape.ANY && there != asked) {
                throw refused(
                        "axis '%s' is %d in its input %s, but %d in its output %s".formatted(output.charAt(i), there,
                                input, asked, Axes.shown(outputShape)));
            }
            if (at < 0 && asked == Shape.ANY) {
                throw refused("the size of '%s' is that of its kernel alone and must be given, got %s".formatted(
                        output.charAt(i), Axes.shown(outputShape)));
            }
            sizes[i] = asked == Shape.ANY ? there : asked;
        }
        return Shape.of(sizes);
    }

    Shape kernelShape(Shape input, List<Integer> outputShape) {
        return shape(kernel, input, outputShape);
    }

    /// From the first letter that has a bias on; 1 for those that have none.
    Shape biasShape(Shape input, List<Integer> outputShape, String biased) {
        int first = biased.chars().map(out::indexOf).min().orElse(0);
        var own = shape(biased, input, outputShape);
        var sizes = new ArrayList<Integer>();
        for (int i = first; i < out.length(); i++) {
            int at = biased.indexOf(out.charAt(i));
            sizes.add(at < 0 ? 1 : own.size(at));
        }
        if (dots == Dots.RIGHT) for (int i = in.length(); i < input.rank(); i++) sizes.add(1);
        return Shape.of(sizes.stream().mapToInt(i -> i).toArray());
    }

    /// The sizes of axes of the output or the input, which must be known.
    private Shape shape(String wanted, Shape input, List<Integer> outputShape) {
        var letters = input(input);
        var output = output(letters);
        var sizes = output(input, outputShape);
        return Shape.of(wanted.chars().map(c -> {
            int at = letters.indexOf(c);
            int size = output.indexOf(c) >= 0 ? sizes.size(output.indexOf(c)) : input.size(at);
            return size == Shape.ANY ? Axes.sizes("EinsumDense", input, at)[0] : size;
        }).toArray());
    }

    /// How many numbers of the output a number of the input goes into, by Keras's count for initialisers.
    int outputs(Shape kernelShape) {
        return IntStream.range(0, kernel.length()).filter(i -> has(out, kernel.charAt(i))).map(kernelShape::size)
                .reduce(1, (a, b) -> a * b);
    }

    /// What the output is before the bias.
    Tensor product(Tensor x, Tensor w) {
        var letters = input(x.shape());
        return new EinsumProduct(letters, kernel, output(letters)).of(x, w);
    }

    /// Whether steps, the second axis, stay apart and stay where they are, however many there are, with one bias for all.
    boolean eachStep(List<Integer> outputShape, String biased) {
        if (dots == Dots.LEFT && in.length() == 1) return true;
        int step = dots == Dots.LEFT ? 0 : 1;
        if (in.length() <= step || out.length() <= step || outputShape.getFirst() != Shape.ANY) return false;
        char c = in.charAt(step);
        return c == out.charAt(step) && !has(kernel, c) && !has(biased, c);
    }
}
