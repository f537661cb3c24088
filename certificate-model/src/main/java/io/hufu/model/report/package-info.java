/** What is asked of a document, what was found, and the report. */
@NullMarked
package io.hufu.model.report;

import org.jspecify.annotations.NullMarked;
