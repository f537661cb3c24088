package io.hufu.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who took over the tasks of an authority after a reorganisation. Immutable.
 *
 * @param code unified social credit code of the successor
 * @param from first day in China on which it speaks for its predecessor
 * @param basis the decision that says so, such as 示例编〔2026〕1号; null when the list names none
 */
public record Succession(String code, LocalDate from, @Nullable String basis) {}
