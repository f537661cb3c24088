/** Licences as XML: XAdES signatures through Apache Santuario; XAdES and ASiC of others. */
@NullMarked
package io.hufu.signing.xml;

import org.jspecify.annotations.NullMarked;
