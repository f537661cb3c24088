/** Pages of licences: a template and a licence give a drawing list that PDF and OFD draw alike. */
@NullMarked
package io.hufu.signing.page;

import org.jspecify.annotations.NullMarked;
