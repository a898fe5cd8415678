package dev.ieum.cli.report;

import dev.ieum.cli.console.Resource;
import dev.ieum.core.bundle.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTML page in one file: no script, no network, light or dark as the reader's system is. All
 * text is escaped, so that data cannot become markup. Not thread-safe; use one per page.
 */
public final class HtmlPage {
  private static final String CSS = Resource.text(HtmlPage.class, "report.css");

  private final String language;
  private final String title;
  private final StringBuilder body = new StringBuilder();
  private boolean inCharts;

  /** Begins a page in a language, such as {@code en}. */
  public HtmlPage(String language, String title) {
    this.language = language;
    this.title = title;
    add("<h1>" + escape(title) + "</h1>");
  }

  /** Returns text as HTML shows it, without characters that no page may hold. */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return html.toString();
  }

  private static boolean allowed(int c) {
    return c == '\n' || c == '\t' || !(Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
  }

  /** Returns a number with about four digits; nothing for one that is not finite. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e7) {
      return "%,d".formatted((long) value);
    }
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return "%.2e".formatted(value);
    }
    int digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
    return ("%,." + digits + "f").formatted(value);
  }

  private HtmlPage add(String html) {
    if (inCharts) {
      inCharts = false;
      body.append("</div>\n");
    }
    body.append(html).append('\n');
    return this;
  }

  /** Adds a heading of a section. */
  public HtmlPage section(String text) {
    return add("<h2>" + escape(text) + "</h2>");
  }

  /** Adds a heading within a section. */
  public HtmlPage heading(String text) {
    return add("<h3>" + escape(text) + "</h3>");
  }

  /** Adds a paragraph. */
  public HtmlPage text(String text) {
    return add("<p>" + escape(text) + "</p>");
  }

  /** Adds a remark in small letters. */
  public HtmlPage note(String text) {
    return add("<p class=\"note\">" + escape(text) + "</p>");
  }

  /** Begins what is folded until a reader opens it. */
  public HtmlPage fold(String summary) {
    return add("<details><summary>" + escape(summary) + "</summary>");
  }

  /** Ends what is folded. */
  public HtmlPage unfold() {
    return add("</details>");
  }

  /**
   * Adds a table. Columns whose cells are all numbers are aligned to the right; a row with a text
   * in the first column alone is a heading.
   *
   * @param rows texts, or numbers, which are shown by {@link #number}
   */
  public HtmlPage table(List<String> header, List<? extends List<?>> rows) {
    List<Boolean> numeric = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      int column = i;
      numeric.add(!rows.isEmpty() && rows.stream().allMatch(r -> r.get(column) instanceof Number));
    }
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    for (int i = 0; i < header.size(); i++) {
      html.append(numeric.get(i) ? "<th class=\"n\">" : "<th>").append(escape(header.get(i)));
      html.append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    for (List<?> row : rows) {
      boolean heading = row.size() > 1 && row.stream().skip(1).allMatch(""::equals);
      html.append(heading ? "<tr class=\"h\">" : "<tr>");
      for (int i = 0; i < row.size(); i++) {
        Object cell = row.get(i);
        String text = cell instanceof Number n ? number(n.doubleValue()) : cell.toString();
        html.append(numeric.get(i) ? "<td class=\"n\">" : "<td>").append(escape(text));
        html.append("</td>");
      }
      html.append("</tr>\n");
    }
    return add(html.append("</tbody></table></div>").toString());
  }

  /**
   * Adds a table of shares as shades of a colour.
   *
   * @param corner what rows and columns are
   * @param shades {@code [rows][columns]}, from 0 to 1
   * @param texts what stands in the cells, likewise
   */
  public HtmlPage heatMap(
      String corner, List<String> rows, List<String> columns, double[][] shades, String[][] texts) {
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table class=\"heat\"><thead><tr>");
    html.append("<th>").append(escape(corner)).append("</th>");
    columns.forEach(column -> html.append("<th>").append(escape(column)).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    for (int i = 0; i < shades.length; i++) {
      html.append("<tr><th>").append(escape(rows.get(i))).append("</th>");
      for (int j = 0; j < shades[i].length; j++) {
        double shade = Math.max(0, Math.min(1, shades[i][j]));
        html.append("<td style=\"--w:%.3f\">".formatted(shade));
        html.append(escape(texts[i][j])).append("</td>");
      }
      html.append("</tr>\n");
    }
    return add(html.append("</tbody></table></div>").toString());
  }

  /** Adds a chart; charts that follow each other stand side by side where there is room. */
  public HtmlPage chart(LineChart chart) {
    if (!inCharts) {
      inCharts = true;
      body.append("<div class=\"charts\">\n");
    }
    body.append(chart.html()).append('\n');
    return this;
  }

  /** Returns the page. */
  public String html() {
    add("");
    return """
        <!DOCTYPE html>
        <html lang="%s"><head><meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>%s</title><style>
        """
            .formatted(escape(language), escape(title))
        + CSS
        + "</style></head><body>\n"
        + body
        + "</body></html>\n";
  }

  /** Writes the page whole; a reader never sees half of it. */
  public void write(Path file) throws IOException {
    AtomicFiles.writeFile(file, path -> Files.writeString(path, html()));
  }
}
