//! What is known to be harmless in a drawing: names of elements, attributes, functions of styles, and the namespaces in
//! which drawing programs keep notes of their own. Whatever is not here is refused.

use std::collections::HashSet;
use std::sync::LazyLock;

type KnownNames = LazyLock<HashSet<&'static str>>;

fn names(words: &'static str) -> HashSet<&'static str> {
    words.split(' ').collect()
}

/// The namespace of drawings.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of `xlink:href`.
pub(super) const XLINK: &str = "http://www.w3.org/1999/xlink";
/// The namespace of `xml:space`.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Beginnings of the namespaces of notes that browsers do not know: nothing in them is drawn or runs.
pub(super) const NOTES: [&str; 13] = [
    "http://www.inkscape.org/namespaces/",
    "http://sodipodi.sourceforge.net/",
    "http://inkscape.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
    "http://ns.adobe.com/",
    "adobe:ns:meta/",
    "http://www.serif.com/",
    "http://www.bohemiancoding.com/sketch/ns",
    "http://xml.openoffice.org/svg/export",
    "https://boxy-svg.com",
];

/// Elements that draw, or say what is drawn.
pub(super) static ELEMENTS: KnownNames = LazyLock::new(|| {
    names(
        "a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite \
     feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood \
     feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology \
     feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter flowPara \
     flowRegion flowRoot flowSpan font font-face font-face-name font-face-src g glyph hkern image \
     line linearGradient marker mask meshgradient meshpatch meshrow metadata missing-glyph path \
     pattern polygon polyline radialGradient rect solidcolor stop style svg switch symbol text \
     textPath title tspan use view vkern",
    )
});

/// Attributes whose value is one of a style: colours, shapes, transforms.
pub(super) static STYLED: KnownNames = LazyLock::new(|| {
    names(
        "alignment-baseline background background-color baseline-shift clip clip-path clip-rule color \
     color-interpolation color-interpolation-filters color-profile color-rendering cursor direction \
     display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color \
     flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust \
     font-stretch font-style font-variant font-variation-settings font-weight \
     glyph-orientation-horizontal glyph-orientation-vertical gradientTransform image-rendering \
     inline-size isolation kerning letter-spacing lighting-color line-height marker marker-end \
     marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order \
     patternTransform pointer-events shape-inside shape-rendering solid-color solid-opacity \
     stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin \
     stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration \
     text-orientation text-overflow text-rendering transform transform-box transform-origin \
     unicode-bidi vector-effect visibility white-space word-spacing writing-mode",
    )
});

/// Attributes whose value is a number, a name or words.
pub(super) static PLAIN: KnownNames = LazyLock::new(|| {
    names(
        "accent-height alphabetic amplitude arabic-form ascent azimuth baseFrequency baseProfile bbox \
     bias cap-height class clipPathUnits content contentScriptType contentStyleType cx cy d descent \
     diffuseConstant divisor dx dy edgeMode elevation exponent externalResourcesRequired filterRes \
     filterUnits focusable fr fx fy g1 g2 glyph-name gradientUnits hanging height horiz-adv-x \
     horiz-origin-x horiz-origin-y id ideographic in in2 intercept k k1 k2 k3 k4 kernelMatrix \
     kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth \
     maskContentUnits maskUnits mathematical media method mode name numOctaves offset operator \
     order orient overline-position overline-thickness panose-1 pathLength patternContentUnits \
     patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio \
     primitiveUnits r radius refX refY rel requiredExtensions requiredFeatures result role rotate \
     rx ry scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset \
     stdDeviation stemh stemv stitchTiles strikethrough-position strikethrough-thickness \
     surfaceScale systemLanguage tabindex tableValues target targetX targetY textLength title type \
     u1 u2 underline-position underline-thickness unicode unicode-range units-per-em values version \
     vert-adv-y vert-origin-x vert-origin-y viewBox viewTarget width widths x x-height x1 x2 \
     xChannelSelector y y1 y2 yChannelSelector z zoomAndPan",
    )
});

/// Attributes of `xlink` that say something of a link.
pub(super) static LINK_NOTES: KnownNames =
    LazyLock::new(|| names("actuate arcrole role show title type"));

/// Rules of a style sheet that fetch nothing.
pub(super) const RULES: [&str; 1] = ["media"];

/// Functions of colours, numbers, shapes, filters and selectors.
pub(super) static FUNCTIONS: KnownNames = LazyLock::new(|| {
    names(
        "and blur brightness calc circle clamp color color-mix contrast drop-shadow ellipse grayscale \
     hsl hsla hue-rotate hwb inset invert is lab lang lch light-dark linear-gradient matrix \
     matrix3d max min not nth-child nth-of-type oklab oklch opacity or path polygon radial-gradient \
     rect rgb rgba rotate saturate scale scalex scaley sepia skew skewx skewy translate translatex \
     translatey var where",
    )
});
