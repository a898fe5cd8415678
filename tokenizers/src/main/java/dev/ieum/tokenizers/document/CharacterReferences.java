package dev.ieum.tokenizers.document;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Character references of HTML: those with a number, and the names of Latin-1 and of common signs
 * (WHATWG HTML, 13.5). Stateless.
 */
final class CharacterReferences {
  static final Pattern REFERENCE =
      Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

  /** Names from U+00A0 on. */
  private static final String LATIN_1 =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
          + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
          + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
          + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave"
          + " Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig"
          + " ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute"
          + " ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

  private static final Map<String, String> NAMES = names();

  private CharacterReferences() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    char c = '\u00A0';
    for (String name : LATIN_1.split(" ", -1)) {
      names.put(name, String.valueOf(c++));
    }
    names.putAll(
        Map.of(
            "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "hellip", "…", "ndash",
            "–", "mdash", "—", "bull", "•", "euro", "€"));
    names.putAll(
        Map.of(
            "lsquo", "‘", "rsquo", "’", "ldquo", "“", "rdquo", "”", "trade", "™", "larr", "←",
            "rarr", "→", "OElig", "Œ", "oelig", "œ", "sbquo", "‚"));
    return Map.copyOf(names);
  }

  /** Returns what a reference stands for; nothing for a name that is not known here. */
  static Optional<String> decode(String reference) {
    String name = reference.substring(1, reference.length() - 1);
    if (name.charAt(0) != '#') {
      return Optional.ofNullable(NAMES.get(name));
    }
    boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    int code = hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
    boolean character =
        code >= 0x20
            && code <= Character.MAX_CODE_POINT
            && !(code >= 0x7F && code < 0xA0)
            && Character.getType(code) != Character.SURROGATE
            && Character.isDefined(code);
    return character ? Optional.of(Character.toString(code)) : Optional.empty();
  }

  /** Returns words as text of HTML. */
  static String encode(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
