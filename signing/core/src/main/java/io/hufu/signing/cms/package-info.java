/** Signatures in CMS by others: CAdES, GB/T 35275 and GM/T 0010, detached and enveloping. */
@NullMarked
package io.hufu.signing.cms;

import org.jspecify.annotations.NullMarked;
