/** Electronic seals and their signatures: GM/T 0031 (V1, V5) and GB/T 38540 (V4). */
@NullMarked
package io.hufu.crypto.seal;

import org.jspecify.annotations.NullMarked;
