/// One time step of a recurrent network, one file a cell, written as the paper has it. Uses `op` for its equations,
/// `nn` for its weights, `scan` for its state. Start at [dev.rondo.cell.Cell] and [dev.rondo.cell.Lstm]; the
/// vocabulary is [dev.rondo.cell.Cells].
@NullMarked
package dev.rondo.cell;

import org.jspecify.annotations.NullMarked;
