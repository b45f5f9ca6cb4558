package knowledge

import (
	"embed"
	"io/fs"
)

//go:embed es en thresholds.yaml costs.yaml asked.yaml gaps.yaml
var articles embed.FS

// Embedded is the folder of articles inside the program: es/ and en/, with their thresholds, rates, and questions as people asked them.
func Embedded() fs.FS { return articles }
