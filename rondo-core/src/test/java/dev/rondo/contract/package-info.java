/// What the contract tests share: finding what is to be tested, making instances of it, and checking gradients. A new
/// cell, layer or operation is tested as soon as its file is there. Start at [dev.rondo.contract.GradientCheck].
@NullMarked
package dev.rondo.contract;

import org.jspecify.annotations.NullMarked;
