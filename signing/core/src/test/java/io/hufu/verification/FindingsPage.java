package io.hufu.verification;

import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Writes docs/findings.md from the enum and the texts, so that none can drift from the others. */
final class FindingsPage {
  private FindingsPage() {}

  static String write(Texts zh, Texts en) throws IOException {
    StringBuilder page = new StringBuilder(head());
    for (Topic topic : Topic.values()) {
      page.append("\n## ").append(topic).append(' ').append(zh.say("topic." + topic));
      page.append("\n\nDecisive: `").append(topic.decisive()).append("`\n\n");
      page.append("| code | meaning · 含义 | likely cause · 可能原因 | next step · 下一步 | ETSI |\n");
      page.append("|---|---|---|---|---|\n");
      for (FindingCode code : FindingCode.values()) {
        if (code.topic() == topic) {
          row(page, code, zh, en);
        }
      }
    }
    return page.toString();
  }

  private static void row(StringBuilder page, FindingCode code, Texts zh, Texts en) {
    page.append("| `").append(code).append('`');
    for (String part : new String[] {"", ".cause", ".next"}) {
      page.append(" | ").append(en.say(code + part)).append("<br>").append(zh.say(code + part));
    }
    page.append(" | ").append(code.etsi() == null ? "" : "`" + code.etsi() + "`").append(" |\n");
  }

  private static String head() throws IOException {
    try (InputStream in = FindingsPage.class.getResourceAsStream("findings-head.md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
