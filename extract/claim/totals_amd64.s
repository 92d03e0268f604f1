#include "textflag.h"

// WEIGH makes numbers of sums: of sixteen words in X2 and X3, each the sum of R10 bytes
// that count from -128. It takes that off, and multiplies by the unit in X8: the numbers
// are in X0, X2, X1 and X3 then, four each. X7 is zero.
#define WEIGH \
	SHLQ $7, R10; \
	MOVQ R10, X4; \
	PSHUFD $0, X4, X4; \
	SHUFPS $0, X8, X8; \
	MOVO X2, X0; \
	PUNPCKLWL X7, X0; \
	PUNPCKHWL X7, X2; \
	MOVO X3, X1; \
	PUNPCKLWL X7, X1; \
	PUNPCKHWL X7, X3; \
	PSUBL X4, X0; \
	PSUBL X4, X2; \
	PSUBL X4, X1; \
	PSUBL X4, X3; \
	CVTPL2PS X0, X0; \
	CVTPL2PS X2, X2; \
	CVTPL2PS X1, X1; \
	CVTPL2PS X3, X3; \
	MULPS X8, X0; \
	MULPS X8, X2; \
	MULPS X8, X1; \
	MULPS X8, X3

// func totalRows(sum *numbers, rows []bytesRow, width int, found []int32, unit float32)
// A row beyond those that there are panics, by a nil pointer.
TEXT ·totalRows(SB), NOSPLIT, $0-68
	MOVQ  sum+0(FP), DI
	MOVQ  rows_base+8(FP), AX
	MOVQ  rows_len+16(FP), R9
	MOVQ  width+32(FP), DX
	MOVQ  found_base+40(FP), BX
	MOVQ  found_len+48(FP), CX
	MOVSS unit+64(FP), X8
	PXOR  X7, X7 // zeros
	PXOR  X2, X2 // sums of the first eight numbers
	PXOR  X3, X3 // and of the others
	MOVQ  CX, R10
	LEAQ  (BX)(CX*4), CX
	CMPQ  BX, CX
	JAE   added

row:
	MOVLQSX   (BX), R8
	IMULQ     DX, R8
	CMPQ      R8, R9
	JAE       beyond
	SHLQ      $4, R8
	MOVOU     (AX)(R8*1), X0
	MOVO      X0, X1
	PUNPCKLBW X7, X0
	PUNPCKHBW X7, X1
	PADDW     X0, X2
	PADDW     X1, X3
	ADDQ      $4, BX
	CMPQ      BX, CX
	JB        row

added:
	WEIGH
	MOVUPS    X0, 0(DI)
	MOVUPS    X2, 16(DI)
	MOVUPS    X1, 32(DI)
	MOVUPS    X3, 48(DI)
	RET

beyond:
	XORL AX, AX
	MOVQ (AX), AX
	RET

// func totalChoice(rows []bytesRow, width int, found []int32, column int, unit float32, outside *numbers) (weight int32, own, others float32)
// A feature beyond the rows panics, by a nil pointer.
TEXT ·totalChoice(SB), NOSPLIT, $0-92
	MOVQ  rows_base+0(FP), AX
	MOVQ  rows_len+8(FP), R9
	MOVQ  width+24(FP), DX
	MOVQ  found_base+32(FP), BX
	MOVQ  found_len+40(FP), CX
	MOVQ  column+56(FP), R11
	MOVSS unit+64(FP), X8
	MOVQ  outside+72(FP), DI
	LEAQ  16(AX)(R11*2), R11 // that weight of the first feature
	SUBQ  DX, R9             // the last row that a feature may begin in
	JCS   beyond
	PXOR  X7, X7             // zeros
	PXOR  X2, X2             // sums of the first eight factors
	PXOR  X3, X3             // and of the others
	XORL  R12, R12           // of weights
	MOVQ  CX, R10
	LEAQ  (BX)(CX*4), CX
	CMPQ  BX, CX
	JAE   summed

feature:
	MOVLQSX   (BX), R8
	IMULQ     DX, R8
	CMPQ      R8, R9
	JHI       beyond
	SHLQ      $4, R8
	MOVOU     (AX)(R8*1), X0
	MOVWLSX   (R11)(R8*1), R13
	MOVO      X0, X1
	PUNPCKLBW X7, X0
	PUNPCKHBW X7, X1
	PADDW     X0, X2
	PADDW     X1, X3
	ADDL      R13, R12
	ADDQ      $4, BX
	CMPQ      BX, CX
	JB        feature

summed:
	WEIGH
	MOVUPS    0(DI), X5
	MOVUPS    16(DI), X6
	MULPS     X0, X5
	MULPS     X2, X6
	MULPS     X0, X0
	MULPS     X2, X2
	ADDPS     X6, X5
	ADDPS     X2, X0
	MOVUPS    32(DI), X6
	MOVUPS    48(DI), X7
	MULPS     X1, X6
	MULPS     X3, X7
	MULPS     X1, X1
	MULPS     X3, X3
	ADDPS     X6, X5
	ADDPS     X1, X0
	ADDPS     X7, X5         // four sums of products with those outside
	ADDPS     X3, X0         // and of squares

	// The four one after the other, as Go adds them.
	MOVO      X0, X1
	MOVO      X0, X2
	MOVO      X0, X3
	SHUFPS    $0x55, X1, X1
	SHUFPS    $0xaa, X2, X2
	SHUFPS    $0xff, X3, X3
	ADDSS     X1, X0
	ADDSS     X2, X0
	ADDSS     X3, X0
	MOVO      X5, X1
	MOVO      X5, X2
	MOVO      X5, X3
	SHUFPS    $0x55, X1, X1
	SHUFPS    $0xaa, X2, X2
	SHUFPS    $0xff, X3, X3
	ADDSS     X1, X5
	ADDSS     X2, X5
	ADDSS     X3, X5
	MOVL      R12, weight+80(FP)
	MOVSS     X0, own+84(FP)
	MOVSS     X5, others+88(FP)
	RET

beyond:
	XORL AX, AX
	MOVQ (AX), AX
	RET
