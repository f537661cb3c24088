package io.hufu.signing.ofd;

import io.hufu.model.LicencePayload;
import io.hufu.signing.page.Drawing;
import io.hufu.signing.page.DrawingList;
import io.hufu.signing.page.EmbeddedFont;
import io.hufu.signing.page.Photo;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Writes the parts of an unsigned licence (GB/T 33190 §7): pages, fonts, data. Used once.
 *
 * <p>Names of folders and files are those that products in the field use.
 */
final class LicenceDocument implements PageContent.ResourceIds {
  static final String SIGNATURES = "Doc_0/Signs/Signatures.xml";
  private static final String DOC = "Doc_0/";
  private static final Pattern PAGE_ID = Pattern.compile("<ofd:Page ID=\"(\\d+)\"");
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private final DrawingList drawings;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final List<Integer> fonts = new ArrayList<>();
  private final Map<Drawing.Picture, Integer> pictures = new LinkedHashMap<>();
  private int lastId;

  private LicenceDocument(DrawingList drawings) {
    this.drawings = drawings;
    drawings.fonts().forEach(font -> fonts.add(next()));
  }

  /**
   * What the package says of itself.
   *
   * @param id 32 lower-case hex digits, random
   * @param custom CustomData by name
   * @param evidence declared places of evidence, as absolute paths
   */
  record Info(String id, Map<String, String> custom, List<String> evidence) {}

  /** Returns the entries by name; nothing is signed yet. */
  static Map<String, byte[]> write(DrawingList drawings, LicencePayload payload, Info info) {
    return new LicenceDocument(drawings).write(payload, info);
  }

  /** Returns what a reader needs to draw the pages: they are the same for the same drawings. */
  static Map<String, byte[]> pages(DrawingList drawings) {
    LicenceDocument document = new LicenceDocument(drawings);
    document.writePages();
    return document.entries;
  }

  /** Reads back the IDs of the pages of a document that was just written. */
  static List<String> pageIds(Map<String, byte[]> entries) {
    String document =
        new String(
            Objects.requireNonNull(entries.get(DOC + "Document.xml")), StandardCharsets.UTF_8);
    return PAGE_ID.matcher(document).results().map(match -> match.group(1)).toList();
  }

  private Map<String, byte[]> write(LicencePayload payload, Info info) {
    String day = LocalDate.ofInstant(payload.issuedAt(), CHINA).toString();
    entries.put("OFD.xml", ofd(payload, info, day));
    entries.put(DOC + "Document.xml", new byte[0]); // keeps its place; written when all ids are out
    writePages();
    byte[] licence = payload.toJsonFile();
    entries.put(DOC + "Attachs/Attachments.xml", attachments(info, day, licence.length));
    entries.put(DOC + "Attachs/" + EmbeddedLicence.ATTACHMENT, licence);
    entries.put(DOC + "Document.xml", document());
    return entries;
  }

  private void writePages() {
    List<byte[]> contents = new ArrayList<>();
    drawings.pages().forEach(page -> contents.add(PageContent.write(page, this)));
    entries.put(DOC + "PublicRes.xml", fontResources());
    if (!pictures.isEmpty()) {
      entries.put(DOC + "DocumentRes.xml", pictureResources());
    }
    for (int i = 0; i < contents.size(); i++) {
      entries.put(DOC + pageEntry(i), contents.get(i));
    }
    int number = 0;
    for (EmbeddedFont font : drawings.fonts()) {
      entries.put(DOC + "Res/" + fontFile(number++), font.bytes());
    }
    number = 0;
    for (Drawing.Picture picture : pictures.keySet()) {
      entries.put(DOC + "Res/" + pictureFile(number++, picture), picture.bytes());
    }
  }

  private static String pageEntry(int index) {
    return "Pages/Page_" + index + "/Content.xml";
  }

  private static String fontFile(int index) {
    return "font_" + index + ".ttf";
  }

  private static String pictureFile(int index, Drawing.Picture picture) {
    return "image_" + index + (picture.kind() == Photo.Kind.PNG ? ".png" : ".jpg");
  }

  private static byte[] ofd(LicencePayload payload, Info info, String day) {
    XmlText xml = XmlText.root("OFD").attribute("Version", "1.1").attribute("DocType", "OFD");
    xml.start("DocBody").start("DocInfo");
    xml.element("DocID", info.id());
    xml.element("Title", payload.licence().name());
    xml.element("CreationDate", day);
    xml.element("Creator", "Hufu");
    xml.start("CustomDatas");
    info.custom()
        .forEach(
            (name, value) -> xml.start("CustomData").attribute("Name", name).text(value).end());
    xml.end().end();
    xml.element("DocRoot", DOC + "Document.xml");
    xml.element("Signatures", SIGNATURES);
    return xml.bytes();
  }

  private byte[] document() {
    DrawingList.Page first = drawings.pages().get(0);
    List<Integer> ids = new ArrayList<>();
    drawings.pages().forEach(page -> ids.add(pageId(ids.size())));
    XmlText xml = XmlText.root("Document").start("CommonData");
    xml.element("MaxUnitID", Integer.toString(lastId + drawings.pages().size()));
    xml.start("PageArea");
    xml.element("PhysicalBox", XmlText.numbers(0, 0, first.width(), first.height())).end();
    xml.element("PublicRes", "PublicRes.xml");
    if (!pictures.isEmpty()) {
      xml.element("DocumentRes", "DocumentRes.xml");
    }
    xml.end().start("Pages");
    for (int i = 0; i < ids.size(); i++) {
      xml.start("Page").attribute("ID", ids.get(i)).attribute("BaseLoc", pageEntry(i)).end();
    }
    xml.end().element("Attachments", "Attachs/Attachments.xml");
    return xml.bytes();
  }

  private int pageId(int index) {
    return lastId + 1 + index;
  }

  private byte[] fontResources() {
    XmlText xml = XmlText.root("Res").attribute("BaseLoc", "Res").start("Fonts");
    for (int i = 0; i < fonts.size(); i++) {
      String name = drawings.fonts().get(i).name();
      xml.start("Font").attribute("ID", fonts.get(i));
      xml.attribute("FontName", name).attribute("FamilyName", name);
      xml.element("FontFile", fontFile(i)).end();
    }
    return xml.bytes();
  }

  private byte[] pictureResources() {
    XmlText xml = XmlText.root("Res").attribute("BaseLoc", "Res").start("MultiMedias");
    int number = 0;
    for (Map.Entry<Drawing.Picture, Integer> picture : pictures.entrySet()) {
      xml.start("MultiMedia").attribute("ID", picture.getValue()).attribute("Type", "Image");
      xml.attribute("Format", picture.getKey().kind().name());
      xml.element("MediaFile", pictureFile(number++, picture.getKey())).end();
    }
    return xml.bytes();
  }

  private static byte[] attachments(Info info, String day, int length) {
    XmlText xml = XmlText.root("Attachments");
    xml.start("Attachment").attribute("ID", "1").attribute("Name", EmbeddedLicence.ATTACHMENT);
    xml.attribute("Format", "json").attribute("CreationDate", day);
    xml.attribute("Size", String.format(Locale.ROOT, "%.3f", length / 1024.0));
    xml.attribute("Visible", "false");
    xml.element("FileLoc", EmbeddedLicence.ATTACHMENT).end();
    for (int i = 0; i < info.evidence().size(); i++) {
      xml.start("Attachment").attribute("ID", i + 2).attribute("Name", "Evidence-" + (i + 1));
      xml.attribute("Format", "json").attribute("CreationDate", day);
      xml.attribute("Visible", "false");
      xml.element("FileLoc", info.evidence().get(i)).end();
    }
    return xml.bytes();
  }

  @Override
  public int next() {
    return ++lastId;
  }

  @Override
  public int font(int index) {
    return fonts.get(index);
  }

  @Override
  public int picture(Drawing.Picture picture) {
    return pictures.computeIfAbsent(picture, unused -> next());
  }
}
