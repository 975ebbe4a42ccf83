"""The one-visit planner: errands, an origin and a start become the best plan, with its proof."""
