package chat.parley.ui.kit;

/// A colour of the OKLCH space, where equal lightness looks equally light in every hue.
///
/// @param lightness 0 to 1
/// @param chroma 0 (grey) to about 0.4
/// @param hue in degrees, taken modulo 360
record Oklch(double lightness, double chroma, double hue) {

  /// The nearest sRGB colour, as 0xRRGGBB; channels out of gamut are cut.
  ///
  /// Source: Björn Ottosson, *A perceptual color space for image processing*, 2020.
  int rgb() {
    double a = chroma * Math.cos(Math.toRadians(hue));
    double b = chroma * Math.sin(Math.toRadians(hue));
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16
        | channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8
        | channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static int channel(double linear) {
    double encoded =
        linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * Math.clamp(encoded, 0, 1));
  }
}
