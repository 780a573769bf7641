package chat.parley.ui.kit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Times as the user writes them: the zone of a clock, the forms of a locale.
public final class LocalTimes {
  private static final int WEEK = 7;

  /// Before AM and PM, where the face that the program comes with has nothing.
  private static final char NARROW_SPACE = '\u202f';

  private static final char UNBROKEN_SPACE = '\u00a0';

  private final Clock clock;
  private final Locale locale;
  private final DateTimeFormatter time;
  private final DateTimeFormatter shortDate;
  private final DateTimeFormatter longDate;
  private final DateTimeFormatter dayOfYear;

  public LocalTimes(Clock clock, Locale locale) {
    this.clock = clock;
    this.locale = locale;
    this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
    this.shortDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
    this.longDate = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
    this.dayOfYear = DateTimeFormatter.ofLocalizedPattern("MMMMd").withLocale(locale);
  }

  /// Of this computer and its user.
  public static LocalTimes system() {
    return new LocalTimes(
        Clock.system(ZoneId.systemDefault()), Locale.getDefault(Locale.Category.FORMAT));
  }

  public Instant now() {
    return clock.instant();
  }

  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /// The day that a moment belongs to here.
  public LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, clock.getZone());
  }

  /// How many days ago that was; 0 is today.
  public long daysAgo(LocalDate day) {
    return ChronoUnit.DAYS.between(day, today());
  }

  /// Hour and minute.
  public String time(Instant moment) {
    return time.format(moment.atZone(clock.getZone())).replace(NARROW_SPACE, UNBROKEN_SPACE);
  }

  /// `3 November 2026`, in the locale's form.
  public String longDate(LocalDate day) {
    return longDate.format(day);
  }

  /// `3 November`, with the year if it is another one than now, in the locale's form.
  public String date(Instant moment) {
    LocalDate day = day(moment);
    return day.getYear() == today().getYear() ? dayOfYear.format(day) : longDate(day);
  }

  /// `Tuesday`, in the locale's language.
  public String weekday(LocalDate day) {
    return day.getDayOfWeek().getDisplayName(TextStyle.FULL_STANDALONE, locale);
  }

  /// As short as can be: the time today, the weekday in the last week, else the date.
  public String brief(Instant moment) {
    LocalDate day = day(moment);
    long ago = daysAgo(day);
    if (ago == 0) {
      return time(moment);
    }
    return ago > 0 && ago < WEEK
        ? day.getDayOfWeek().getDisplayName(TextStyle.SHORT_STANDALONE, locale)
        : shortDate.format(day);
  }
}
