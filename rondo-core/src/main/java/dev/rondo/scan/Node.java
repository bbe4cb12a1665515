package dev.rondo.scan;

import dev.rondo.tensor.Operation;
import java.util.List;

/// A step as a graph: what a value of one time step, `[batch, width]`, is made of. Nodes are told apart by identity, so
/// that a value used twice is one node.
sealed interface Node {
    int width();

    /// Column `from` and on of fixed tensor `fixed`, a row that is the same for every example and step: a bias.
    record Row(int fixed, int from, int width) implements Node {}

    /// The input of the step.
    record X(int width) implements Node {}

    /// Part `part` of the state before the step.
    record Before(int part, int width) implements Node {}

    /// A gradient that comes in from outside: of the output where `part` is negative, else of that part of the state.
    record Seed(int part, int width) implements Node {}

    /// `Σ products + Σ rows + Σ terms`: products that share a destination are one accumulation.
    record Sum(List<Product> products, List<Row> rows, List<Node> terms, int width) implements Node {}

    /// Two values, element by element; `b` may be a row.
    record Binary(Op op, Node a, Node b, int width) implements Node {}

    /// `a·x + b` with two fixed numbers.
    record Scaled(float a, float b, Node x) implements Node {
        @Override
        public int width() {
            return x.width();
        }
    }

    /// A function of one number, such as tanh.
    record Curve(Operation op, Node x) implements Node {
        @Override
        public int width() {
            return x.width();
        }
    }

    /// The way back of a curve: the gradient `d` of its value times its slope there.
    record Slope(Curve of, Node d) implements Node {
        @Override
        public int width() {
            return d.width();
        }
    }

    /// Columns `from` and on of a value that is wanted as a whole too, or that comes from outside.
    record Cut(Node x, int from, int width) implements Node {}

    /// Values side by side, and the way back of cuts: zero, and added to that each piece from its column on.
    record Pasted(List<Piece> pieces, int width) implements Node {}

    /// A value that stands at column `from` of a wider one.
    record Piece(Node x, int from) {}

    /// The sum of each row, one number an example.
    record RowSum(Node x) implements Node {
        @Override
        public int width() {
            return 1;
        }
    }

    /// One number an example, repeated: the way back of [RowSum], as that is of this.
    record Spread(Node x, int width) implements Node {}

    /// A value some of whose numbers are zeroed, the others scaled up.
    record Dropped(DropMask mask, Node x) implements Node {
        @Override
        public int width() {
            return mask.width();
        }
    }

    /// What the two values of a [Binary] do.
    enum Op {
        ADD, SUBTRACT, MULTIPLY
    }

    /// `a · W`, where W is the block of `rows` by `columns` numbers of fixed tensor `fixed` that starts at row `row` and
    /// column `column`; with `transposed` it is `a · Wᵀ`.
    record Product(Node a, int fixed, int row, int rows, int column, int columns, boolean transposed) {
        /// The way back of the same product: `d · Wᵀ`.
        Product turned() {
            return new Product(a, fixed, row, rows, column, columns, !transposed);
        }

        /// Whether two products take numbers of the same matrix in common.
        boolean overlaps(Product other) {
            return fixed == other.fixed && row < other.row + other.rows && other.row < row + rows
                    && column < other.column + other.columns && other.column < column + columns;
        }

        int outputs() {
            return transposed ? rows : columns;
        }

        int inputs() {
            return transposed ? columns : rows;
        }
    }
}
