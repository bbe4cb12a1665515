/// The programs of the course documents that Rondo was made for, transliterated from Keras: each test has the original
/// above it. They compile, run, and come to the numbers that the documents print.
@NullMarked
package dev.rondo.seeds;

import org.jspecify.annotations.NullMarked;
