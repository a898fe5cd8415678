package dev.ieum.tokenizers.entity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Names of currencies and of Korean units in three languages. */
final class Units {
  private static final List<Currency> CURRENCIES =
      List.of(
          new Currency("원", "won", "won", "Won", "₩"),
          new Currency("달러", "dollar", "dollars", "Dollar", "$"),
          new Currency("유로", "euro", "euros", "Euro", "€"),
          new Currency("엔", "yen", "yen", "Yen", "¥"),
          new Currency("위안", "yuan", "yuan", "Yuan", "元"),
          new Currency("센트", "cent", "cents", "Cent", "¢"));

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("제곱미터", "square meter", "square meters", "Quadratmeter"),
          new Measure("킬로미터", "kilometer", "kilometers", "Kilometer"),
          new Measure("센티미터", "centimeter", "centimeters", "Zentimeter"),
          new Measure("밀리미터", "millimeter", "millimeters", "Millimeter"),
          new Measure("미터", "meter", "meters", "Meter"),
          new Measure("킬로그램", "kilogram", "kilograms", "Kilogramm"),
          new Measure("밀리그램", "milligram", "milligrams", "Milligramm"),
          new Measure("그램", "gram", "grams", "Gramm"),
          new Measure("밀리리터", "milliliter", "milliliters", "Milliliter"),
          new Measure("리터", "liter", "liters", "Liter"),
          new Measure("기가바이트", "gigabyte", "gigabytes", "Gigabyte"),
          new Measure("메가바이트", "megabyte", "megabytes", "Megabyte"),
          new Measure("킬로바이트", "kilobyte", "kilobytes", "Kilobyte"),
          new Measure("테라바이트", "terabyte", "terabytes", "Terabyte"),
          new Measure("바이트", "byte", "bytes", "Byte"),
          new Measure("킬로", "kilo", "kilos", "Kilo"),
          new Measure("인치", "inch", "inches", "Zoll"),
          new Measure("마일", "mile", "miles", "Meilen"),
          new Measure("파운드", "pound", "pounds", "Pfund"),
          new Measure("톤", "ton", "tons", "Tonnen"),
          new Measure("평", "pyeong", "pyeong", "Pyeong"));

  private Units() {}

  record Currency(String korean, String one, String many, String german, String sign) {
    String english(BigDecimal value) {
      return value.abs().compareTo(BigDecimal.ONE) == 0 ? one : many;
    }
  }

  record Measure(String korean, String one, String many, String german) {
    String english(BigDecimal value) {
      return value.abs().compareTo(BigDecimal.ONE) == 0 ? one : many;
    }
  }

  /** Returns the currency of a word; signs and codes are written alike everywhere. */
  static Optional<Currency> currency(String word) {
    return CURRENCIES.stream()
        .filter(
            c ->
                word.equals(c.korean)
                    || word.equals(c.one)
                    || word.equals(c.many)
                    || word.equals(c.german)
                    || word.equals(c.german + "s"))
        .findFirst();
  }

  static Optional<Currency> ofSign(String sign) {
    return CURRENCIES.stream().filter(c -> c.sign.equals(sign)).findFirst();
  }

  static Optional<Measure> measure(String word) {
    return MEASURES.stream().filter(m -> word.equals(m.korean)).findFirst();
  }
}
