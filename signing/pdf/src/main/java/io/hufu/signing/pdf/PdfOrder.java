package io.hufu.signing.pdf;

import io.hufu.model.LicencePayload;
import io.hufu.signing.page.DrawingList;
import io.hufu.signing.page.PageStatement;

/**
 * What a PDF is made of. Immutable.
 *
 * @param reserved bytes that the signature may take, with the evidence that comes later
 * @param approver whether an empty field is left for a second signature
 */
record PdfOrder(
    LicencePayload payload,
    PageStatement statement,
    DrawingList drawings,
    int reserved,
    boolean approver) {}
