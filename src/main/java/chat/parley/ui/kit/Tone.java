package chat.parley.ui.kit;

import org.kordamp.ikonli.feather.Feather;

/// How grave something is: a colour and an icon, never a colour alone.
public enum Tone {
  INFO(Feather.INFO, StyleClass.TONE_INFO),
  SUCCESS(Feather.CHECK_CIRCLE, StyleClass.TONE_SUCCESS),
  WARNING(Feather.ALERT_TRIANGLE, StyleClass.TONE_WARNING),
  DANGER(Feather.ALERT_OCTAGON, StyleClass.TONE_DANGER);

  private final Feather icon;
  private final StyleClass style;

  Tone(Feather icon, StyleClass style) {
    this.icon = icon;
    this.style = style;
  }

  public Feather icon() {
    return icon;
  }

  public StyleClass style() {
    return style;
  }
}
