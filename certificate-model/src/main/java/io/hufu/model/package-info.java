/** Licences, their types and identifiers, trust lists, policies and anchors. */
@NullMarked
package io.hufu.model;

import org.jspecify.annotations.NullMarked;
