/**
 * Names of attributes that hold a script to be run at an event (HTML Standard section 8.1.8.2, with those of other
 * specifications that browsers know). Others that begin with `on` are none: spam is full of made-up attributes.
 */
const EVENTS: ReadonlySet<string> = new Set(
  (
    'abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut ' +
    'beforeinput beforematch beforepaste beforeprint beforetoggle beforeunload begin blur bounce cancel canplay ' +
    'canplaythrough change click close compositionend compositionstart compositionupdate contextlost contextmenu ' +
    'contextrestored copy cuechange cut dblclick drag dragend dragenter dragexit dragleave dragover dragstart drop ' +
    'durationchange emptied end ended error filterchange finish focus focusin focusout formdata fullscreenchange ' +
    'fullscreenerror gotpointercapture hashchange help input invalid keydown keypress keyup languagechange load ' +
    'loadeddata loadedmetadata loadend loadstart losecapture lostpointercapture message messageerror mousedown ' +
    'mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel offline online pagehide pageshow paste ' +
    'pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover ' +
    'pointerrawupdate pointerup popstate progress propertychange ratechange readystatechange rejectionhandled repeat ' +
    'reset resize resizeend resizestart scroll scrollend search securitypolicyviolation seeked seeking select ' +
    'selectionchange selectstart show slotchange stalled start storage submit suspend timeupdate toggle touchcancel ' +
    'touchend touchmove touchstart transitioncancel transitionend transitionrun transitionstart unhandledrejection ' +
    'unload volumechange waiting webkitanimationend webkitanimationiteration webkitanimationstart ' +
    'webkittransitionend wheel'
  ).split(' '),
);

/** @param attribute the name in lower case */
export function isEventHandler(attribute: string): boolean {
  return attribute.startsWith('on') && EVENTS.has(attribute.slice(2));
}
