/** The {@code hufu} command: one class per subcommand that reads, calls and prints. */
@NullMarked
package io.hufu.cli;

import org.jspecify.annotations.NullMarked;
