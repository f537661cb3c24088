/**
 * CMS SignedData (RFC 5652) with its GB/T 35275 and GM/T 0010 forms: reading, verifying, making.
 */
@NullMarked
package io.hufu.crypto.cms;

import org.jspecify.annotations.NullMarked;
