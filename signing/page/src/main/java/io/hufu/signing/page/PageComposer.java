package io.hufu.signing.page;

import io.hufu.model.Licence;
import io.hufu.signing.page.DrawingList.Page;
import io.hufu.signing.page.PageTemplate.Block;
import io.hufu.signing.page.PageTemplate.FieldsBlock;
import io.hufu.signing.page.PageTemplate.PhotoBlock;
import io.hufu.signing.page.PageTemplate.Sheet;
import io.hufu.signing.page.PageTemplate.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws licences on pages. Immutable and thread-safe.
 *
 * <p>Equal licences, templates, fonts and QR texts give equal drawing lists on every machine.
 */
public final class PageComposer {
  private static final int MAX_PAGES = 64;
  private static final double NOTE = 2.6;
  private static final Colour GREY = new Colour(0x55, 0x55, 0x55);

  private final PageTemplate template;
  private final FontChain fonts;

  /** Takes the template of the licence's type and the fonts to look in. */
  public PageComposer(PageTemplate template, FontChain fonts) {
    this.template = template;
    this.fonts = fonts;
  }

  /**
   * Draws a licence.
   *
   * @param qr text of the QR code; null leaves its place empty
   * @throws PageException GLYPH_MISSING with the character when no font can show it; PAGE_OVERFLOW,
   *     PHOTO_UNUSABLE
   */
  public DrawingList compose(Licence licence, @Nullable String qr) throws PageException {
    if (!licence.type().equals(template.type().code())) {
      throw new PageException(
          PageException.Code.PAGE_TEMPLATE_WRONG, "the template is that of another licence type");
    }
    return new Run(licence, qr).compose();
  }

  /** One licence being drawn. */
  private final class Run {
    private final Licence licence;
    private final @Nullable String qr;
    private final LicenceValues values;
    private final FontUse use = new FontUse(fonts);
    private final TextSetter setter = new TextSetter(use);
    private final Sheet sheet = template.sheet();
    private final List<List<Drawing>> pages = new ArrayList<>();

    Run(Licence licence, @Nullable String qr) {
      this.licence = licence;
      this.qr = qr;
      this.values = new LicenceValues(licence);
    }

    DrawingList compose() throws PageException {
      List<Drawing> first = newPage();
      List<FieldRows> rest = new ArrayList<>();
      for (Block block : template.blocks()) {
        draw(first, block).ifPresent(rest::add);
      }
      drawQr(first);
      for (FieldRows rows : rest) {
        continueOnFurtherPages(rows);
      }
      numberPages();
      SealPicture picture = new SealPicture(use, licence.issuer().name(), licence.sample());
      DrawingList.Seal seal =
          new DrawingList.Seal(0, sheet.seal(), picture.shapes(sheet.seal().width()));
      List<Page> done =
          pages.stream()
              .map(page -> new Page(sheet.box().width(), sheet.box().height(), page))
              .toList();
      return new DrawingList(done, use.embedded(), seal);
    }

    private List<Drawing> newPage() throws PageException {
      if (pages.size() == MAX_PAGES) {
        throw new PageException(
            PageException.Code.PAGE_OVERFLOW, "the licence takes more than 64 pages; shorten it");
      }
      List<Drawing> page = new ArrayList<>();
      Frame frame = new Frame(sheet);
      frame.drawGround(page);
      if (licence.sample()) {
        new Watermark(setter, sheet.box()).draw(page);
      }
      frame.drawBorder(page);
      pages.add(page);
      return page;
    }

    /** Draws a block; what does not fit is returned. */
    private Optional<FieldRows> draw(List<Drawing> page, Block block) throws PageException {
      if (block instanceof TextBlock text) {
        new FittedText(setter, text).draw(page, values.fill(text.value()));
      } else if (block instanceof PhotoBlock photo) {
        drawPhoto(page, photo);
      } else if (block instanceof FieldsBlock fields) {
        FieldRows rows = FieldRows.fitted(setter, fields, values, sheet.accent());
        return rows.draw(page, fields.box(), true);
      }
      return Optional.empty();
    }

    private void drawPhoto(List<Drawing> page, PhotoBlock block) throws PageException {
      Optional<String> photo = values.item(block.item());
      if (photo.isPresent()) {
        page.add(Photo.parse(photo.get(), block.box()));
        return;
      }
      Path edge = new Path.Builder().rectangle(block.box()).build();
      page.add(new Drawing.Shape(edge, null, new Drawing.Stroke(GREY.tint(0.5), 0.15)));
      Box middle =
          new Box(
              block.box().x(),
              block.box().y() + block.box().height() / 2 - 2,
              block.box().width(),
              5);
      TextBlock label =
          new TextBlock(middle, "", 3.2, PageTemplate.Align.CENTER, false, GREY.tint(0.6));
      new FittedText(setter, label).draw(page, "照片");
    }

    private void drawQr(List<Drawing> page) throws PageException {
      Box box = sheet.qr();
      if (box == null || qr == null) {
        return;
      }
      page.addAll(new QrPicture(qr).shapes(box));
      Box below = new Box(box.x() - 8, box.bottom() + 0.8, box.width() + 16, NOTE * 1.5);
      TextBlock note = new TextBlock(below, "", NOTE, PageTemplate.Align.CENTER, false, GREY);
      new FittedText(setter, note).draw(page, "扫码核验");
    }

    private void continueOnFurtherPages(FieldRows rows) throws PageException {
      FieldRows left = rows;
      while (left != null) {
        List<Drawing> page = newPage();
        double margin = 18;
        Box head = new Box(margin, margin, sheet.box().width() - 2 * margin, 7);
        TextBlock title =
            new TextBlock(head, "", 5.2, PageTemplate.Align.CENTER, true, sheet.accent());
        new FittedText(setter, title).draw(page, values.fill(sheet.title()) + " 附页");
        Box number = new Box(margin, head.bottom() + 1.5, head.width(), 5);
        new FittedText(
                setter, new TextBlock(number, "", 3.2, PageTemplate.Align.CENTER, false, GREY))
            .draw(page, "证书编号 " + licence.number());
        double top = number.bottom() + 3;
        Box body = new Box(left.x(), top, left.width(), sheet.box().height() - top - margin - 3);
        left = left.draw(page, body, false).orElse(null);
      }
    }

    private void numberPages() throws PageException {
      for (int i = 0; pages.size() > 1 && i < pages.size(); i++) {
        double width = sheet.box().width();
        Box foot = new Box(20, sheet.box().height() - 19, width - 40, 4);
        new FittedText(setter, new TextBlock(foot, "", 3, PageTemplate.Align.CENTER, false, GREY))
            .draw(
                Objects.requireNonNull(pages.get(i)),
                "第 " + (i + 1) + " 页 共 " + pages.size() + " 页");
      }
    }
  }
}
