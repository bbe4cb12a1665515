/// One time step of a recurrent network, one file a cell, written as the paper has it. Start at [dev.rondo.cell.Cell] and
/// [dev.rondo.cell.Lstm].
@NullMarked
package dev.rondo.cell;

import org.jspecify.annotations.NullMarked;
