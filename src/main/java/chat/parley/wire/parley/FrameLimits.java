package chat.parley.wire.parley;

/// The bounds of frames, all of them known before anything is allocated.
public final class FrameLimits {
  /// The longest frame, in bytes: its type and its body.
  public static final int FRAME = 262_144;

  /// The longest frame before WELCOME, in bytes.
  public static final int FRAME_BEFORE_WELCOME = 8 * 1024;

  /// The longest payload in bytes: what still fits beside the longest name in a SEND (type, flags, id,
  /// name), which has one byte less to spare than a DELIVER (type, sequence, time, name).
  public static final int PAYLOAD = FRAME - 1 - 1 - 16 - 1 - 32;

  /// How many names a WATCH may hold.
  public static final int WATCHED = 1_000;

  /// How many prekeys a PUBLISH may hold: 50 for one use each, one of last resort, and room to grow.
  public static final int PREKEYS = 64;

  /// How many accounts a page of the directory holds at most.
  public static final int ACCOUNTS = 1_000;

  /// The longest text that a person may come to read, in characters.
  public static final int REASON = 200;

  private FrameLimits() {}
}
