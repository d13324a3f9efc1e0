"""Design tokens, base page, components, template tags: how everything looks, and no business."""
