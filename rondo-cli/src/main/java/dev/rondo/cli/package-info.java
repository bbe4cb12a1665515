/// The `rondo` command: one file a subcommand, and the jobs that they do. Start at [dev.rondo.cli.Rondo]; a Java program
/// that wants a text classifier without the command line starts at [dev.rondo.cli.TextClassifierJob].
@NullMarked
package dev.rondo.cli;

import org.jspecify.annotations.NullMarked;
